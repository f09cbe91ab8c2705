import { useLayoutEffect, useState } from 'preact/hooks';
import { Form } from '../../forms/form.tsx';
import { useSubmission } from '../../forms/submission.ts';
import { insurer } from '../../insurer.ts';
import { useLanguage } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { call } from '../../session/portal-session.ts';
import { fillIn, keepDraft, keepRegistered, readDraft, readRegistered } from './kept-registration.ts';
import { type Registered, RegisteredPage } from './registered-page.tsx';
import { RegistrationFields } from './registration-fields.tsx';
import { checkRegistration, readRegistration } from './registration-form.ts';

/** Registration (R2): the form, then where to find the mail. */
export function RegisterPage() {
  const [registered, setRegistered] = useState(readRegistered);
  const change = (next: Registered | undefined) => {
    keepRegistered(next);
    setRegistered(next);
  };
  if (registered) return <RegisteredPage registered={registered} onAgain={() => change(undefined)} />;
  return <RegisterForm onRegistered={change} />;
}

function RegisterForm({ onRegistered }: { onRegistered: (registered: Registered) => void }) {
  const { language, words } = useLanguage();
  const { registration } = words;
  const submission = useSubmission({
    check: (values) => checkRegistration(values, new Date(), insurer.mobileCallingCodes),
    send: async (values) => {
      const body = { ...readRegistration(values, new Date()), language };
      const outcome = await call('register', { body });
      if (!outcome.ok) return outcome.problem;
      onRegistered({ registrationId: outcome.body.registrationId, email: body.email });
      return undefined;
    },
  });
  // Before anybody sees or types into the empty form.
  useLayoutEffect(() => {
    const form = submission.form.current;
    if (!form) return undefined;
    fillIn(form, readDraft());
    const keep = () => keepDraft(form);
    form.addEventListener('input', keep);
    return () => form.removeEventListener('input', keep);
  }, []);
  return (
    <Page title={registration.title}>
      <p class="lead">{registration.lead}</p>
      <p>
        {registration.needs} <a href="/help#who-can">{registration.whoCan}</a>
      </p>
      <div class="card">
        <Form submission={submission} submit={registration.submit}>
          <RegistrationFields />
        </Form>
      </div>
    </Page>
  );
}
