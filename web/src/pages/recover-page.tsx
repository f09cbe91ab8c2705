import { useState } from 'preact/hooks';
import { isEmail, isMobile } from '../forms/contact.ts';
import { Field } from '../forms/field.tsx';
import { Form } from '../forms/form.tsx';
import { useSubmission } from '../forms/submission.ts';
import { textOf } from '../forms/text-of.ts';
import { insurer } from '../insurer.ts';
import { useWords } from '../language/language.tsx';
import { Page } from '../layout/page.tsx';
import { call } from '../session/portal-session.ts';
import { keep, recall } from '../session/tab-memory.ts';

/** Forgotten username or password (R4): the page says the same whether or not an account matched (R4.2). */
export function RecoverPage() {
  const [isAsked, setAsked] = useState(() => recall('recovery-asked') === true);
  const change = (next: boolean) => {
    keep('recovery-asked', next);
    setAsked(next);
  };
  return isAsked ? <Asked onAgain={() => change(false)} /> : <Ask onAsked={() => change(true)} />;
}

function Ask({ onAsked }: { onAsked: () => void }) {
  const { recover } = useWords().signIn;
  const submission = useSubmission({
    check: async (values) => [
      ...(isEmail(textOf(values, 'email')) ? [] : ['email']),
      ...((await isMobile(textOf(values, 'mobile'), insurer.mobileCallingCodes)) ? [] : ['mobile']),
    ],
    send: async (values) => {
      const outcome = await call('recoverAccess', {
        body: { email: textOf(values, 'email'), mobile: textOf(values, 'mobile') },
      });
      if (!outcome.ok) return outcome.problem;
      onAsked();
      return undefined;
    },
  });
  return (
    <Page title={recover.title}>
      <p class="lead">{recover.lead}</p>
      <div class="card">
        <Form submission={submission} submit={recover.submit}>
          <Field name="email" words="recoveryEmail" type="email" autocomplete="email" maxLength={320} />
          <Field name="mobile" words="recoveryMobile" type="tel" autocomplete="tel" maxLength={40} />
        </Form>
      </div>
    </Page>
  );
}

function Asked({ onAgain }: { onAgain: () => void }) {
  const { frame, signIn } = useWords();
  const { recover } = signIn;
  return (
    <Page title={recover.doneTitle} key="asked">
      <div class="card">
        <p>{recover.done}</p>
        <p>{recover.doneNext}</p>
        <p>{recover.doneNothing}</p>
        <p class="actions">
          <a class="button" href="/">
            {frame.signIn}
          </a>
          <button type="button" class="button button-quiet" onClick={onAgain}>
            {recover.again}
          </button>
        </p>
      </div>
    </Page>
  );
}
