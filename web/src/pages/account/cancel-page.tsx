import type { Problem } from '../../api/problem.ts';
import { useLoaded } from '../../api/use-loaded.ts';
import { Form } from '../../forms/form.tsx';
import { PasswordField, UsernameForManagers } from '../../forms/password-field.tsx';
import { useSubmission } from '../../forms/submission.ts';
import { hasPassword, passwordOf } from '../../forms/text-of.ts';
import { useWords } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { call, leave } from '../../session/portal-session.ts';
import { keep, recall } from '../../session/tab-memory.ts';
import { useSignedIn } from '../../session/use-session.ts';
import { FarewellBundle } from './farewell-bundle.tsx';

/** Whether the cancelling may have happened although it failed here: no answer came, or the call broke off. */
const isInDoubt = ({ code }: Problem) => ['offline', 'slow', 'busy', 'unexpected'].includes(code);

/** Cancelling the registration: what it means, then the password (R11.1). */
export function CancelPage() {
  useSignedIn();
  const { cancel } = useWords().account;
  const { outcome } = useLoaded(() => call('getAccount'));
  const submission = useSubmission({
    check: (values) => (hasPassword(values, 'password') ? [] : ['password']),
    send: async (values) => {
      const wasInDoubt = recall('perhaps-cancelled');
      // Kept before the call: a telephone may reload the page while the answer is on its way.
      keep('perhaps-cancelled', true);
      const gone = await call('cancelRegistration', { body: { password: passwordOf(values, 'password') } });
      if (gone.ok) {
        leave('registration-cancelled');
        return undefined;
      }
      const { problem } = gone;
      keep('perhaps-cancelled', problem.code === 'session-ended' ? wasInDoubt : isInDoubt(problem));
      return problem;
    },
  });
  return (
    <Page title={cancel.title}>
      <FarewellBundle />
      <div class="card">
        <p>{cancel.lead}</p>
        <ul>
          {cancel.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        <Form submission={submission} submit={cancel.submit}>
          {outcome?.ok && <UsernameForManagers username={outcome.body.username} />}
          <PasswordField name="password" autocomplete="current-password" />
        </Form>
        <p>
          <a href="/account">{cancel.back}</a>
        </p>
      </div>
    </Page>
  );
}
