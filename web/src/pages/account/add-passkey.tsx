import type { AccountView } from '../../api/endpoints.ts';
import type { Problem } from '../../api/problem.ts';
import { Field } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { PasswordField, UsernameForManagers } from '../../forms/password-field.tsx';
import { useSubmission } from '../../forms/submission.ts';
import { hasPassword, passwordOf, textOf } from '../../forms/text-of.ts';
import { useLanguage } from '../../language/language.tsx';
import { passkeyWords } from '../../passkeys/passkey-words.ts';
import { makePasskey } from '../../passkeys/webauthn.ts';
import { call } from '../../session/portal-session.ts';

type AddPasskeyProps = { readonly account: AccountView; readonly onAdded: () => Promise<void> };

/** Adds a passkey: a name and the password, then the device's own question. */
export function AddPasskey({ account, onAdded }: AddPasskeyProps) {
  const words = passkeyWords[useLanguage().language];
  const submission = useSubmission({
    check: (values) => [
      ...(textOf(values, 'passkeyName') ? [] : ['passkeyName']),
      ...(hasPassword(values, 'password') ? [] : ['password']),
    ],
    send: async (values) => {
      const asked = await call('challengeNewPasskey', { body: { password: passwordOf(values, 'password') } });
      if (!asked.ok) return asked.problem;
      const made = await makePasskey(asked.body, account.username).catch(whyNot);
      if ('code' in made) return made;
      const body = { name: textOf(values, 'passkeyName'), credential: made };
      const outcome = await call('addPasskey', { body });
      if (!outcome.ok) return addingProblem(outcome.problem);
      await onAdded();
      return undefined;
    },
  });
  return (
    <Form submission={submission} submit={words.add}>
      <UsernameForManagers username={account.username} />
      <Field name="passkeyName" words="passkeyName" autocomplete="off" maxLength={60} />
      <PasswordField name="password" autocomplete="current-password" />
    </Form>
  );
}

/** The problem as it is worded for a new passkey: the words for a refused one are about signing in. */
const addingProblem = (problem: Problem): Problem =>
  problem.code === 'passkey-refused' ? { code: 'passkey-not-made' } : problem;

/** What the device's refusal means. */
const whyNot = (error: unknown): Problem => ({
  code: error instanceof DOMException && error.name === 'InvalidStateError' ? 'passkey-known' : 'passkey-not-made',
});
