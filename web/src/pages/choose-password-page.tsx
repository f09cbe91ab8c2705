import type { Problem } from '../api/problem.ts';
import { Field } from '../forms/field.tsx';
import { Form } from '../forms/form.tsx';
import { NewPasswordField } from '../forms/new-password-field.tsx';
import { weaknessProblem } from '../forms/password-judge.ts';
import { useSubmission } from '../forms/submission.ts';
import { isLongEnough, passwordOf } from '../forms/text-of.ts';
import { useWords } from '../language/language.tsx';
import { Page } from '../layout/page.tsx';
import { call, enter } from '../session/portal-session.ts';

export type Challenge = { readonly username: string; readonly token: string };

type ChoosePasswordProps = {
  readonly challenge: Challenge;
  readonly onSecondStep: () => Promise<Problem | undefined>;
  readonly onExpired: () => void;
};

/** The first sign-in and the one after a recovery: the temporary password gives way to one's own (R2.8, R4.1). */
export function ChoosePasswordPage({ challenge, onSecondStep, onExpired }: ChoosePasswordProps) {
  const { choose } = useWords().signIn;
  const submission = useSubmission({
    check: (values) => (isLongEnough(passwordOf(values, 'newPassword')) ? [] : ['newPassword']),
    send: async (values) => {
      const newPassword = passwordOf(values, 'newPassword');
      const weakness = weaknessProblem(newPassword, challenge.username);
      if (weakness) return weakness;
      const outcome = await call('choosePassword', {
        body: { username: challenge.username, challengeToken: challenge.token, newPassword },
      });
      if (!outcome.ok) return outcome.problem;
      if ('secondStep' in outcome.body) return await onSecondStep();
      enter(outcome.body);
      return undefined;
    },
  });
  return (
    <Page title={choose.title} isOutsideMenu>
      <p class="lead">{choose.lead}</p>
      <div class="card">
        <Form submission={submission} submit={choose.submit}>
          {/* Here so that password managers save the pair. */}
          <Field name="username" words="username" autocomplete="username" value={challenge.username} readOnly />
          <NewPasswordField username={challenge.username} />
        </Form>
      </div>
      <p class="aside">
        <button type="button" class="button button-quiet" onClick={onExpired}>
          {choose.again}
        </button>
      </p>
    </Page>
  );
}
