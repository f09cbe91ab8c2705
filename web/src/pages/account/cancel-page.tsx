import { useLoaded } from '../../api/use-loaded.ts';
import { Form } from '../../forms/form.tsx';
import { PasswordField } from '../../forms/password-field.tsx';
import { useSubmission } from '../../forms/submission.ts';
import { passwordOf } from '../../forms/text-of.ts';
import { UsernameForManagers } from '../../forms/username-for-managers.tsx';
import { useWords } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { call, leave } from '../../session/portal-session.ts';
import { useSignedIn } from '../../session/use-signed-in.ts';

/** Cancelling the registration: what it means, then the password (R11.1). */
export function CancelPage() {
  useSignedIn();
  const { cancel } = useWords().account;
  const { outcome } = useLoaded(() => call('getAccount'));
  const submission = useSubmission({
    check: (values) => (passwordOf(values, 'password') ? [] : ['password']),
    send: async (values) => {
      const gone = await call('cancelRegistration', { body: { password: passwordOf(values, 'password') } });
      if (!gone.ok) return gone.problem;
      leave('registration-cancelled');
      return undefined;
    },
  });
  return (
    <Page title={cancel.title}>
      <div class="card">
        <p>{cancel.lead}</p>
        <ul>
          {cancel.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        <p>
          <a href="/documents">{cancel.save}</a>
        </p>
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
