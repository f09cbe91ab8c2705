import { Form } from '../../forms/form.tsx';
import { NewPasswordField } from '../../forms/new-password-field.tsx';
import { PasswordField, UsernameForManagers } from '../../forms/password-field.tsx';
import { weaknessProblem } from '../../forms/password-judge.ts';
import { useSubmission } from '../../forms/submission.ts';
import { hasPassword, isLongEnough, passwordOf } from '../../forms/text-of.ts';
import { useWords } from '../../language/language.tsx';
import { call, leave } from '../../session/portal-session.ts';

/** A new password after the present one (R3.2a). Every session ends with it, this one too. */
export function ChangePassword({ username }: { username: string }) {
  const { password } = useWords().account;
  const submission = useSubmission({
    check: (values) => [
      ...(hasPassword(values, 'currentPassword') ? [] : ['currentPassword']),
      ...(isLongEnough(passwordOf(values, 'newPassword')) ? [] : ['newPassword']),
    ],
    send: async (values) => {
      const newPassword = passwordOf(values, 'newPassword');
      const weakness = weaknessProblem(newPassword, username);
      if (weakness) return weakness;
      const outcome = await call('changePassword', {
        body: { currentPassword: passwordOf(values, 'currentPassword'), newPassword },
      });
      if (!outcome.ok) return outcome.problem;
      leave('password-changed');
      return undefined;
    },
  });
  return (
    <section class="card">
      <h2>{password.title}</h2>
      <p>{password.lead}</p>
      <Form submission={submission} submit={password.submit}>
        <UsernameForManagers username={username} />
        <PasswordField name="currentPassword" autocomplete="current-password" />
        <NewPasswordField username={username} />
      </Form>
    </section>
  );
}
