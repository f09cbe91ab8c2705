import type { AccountView } from '../../api/endpoints.ts';
import { isMobile, isNewEmail } from '../../forms/contact.ts';
import { Field } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { PasswordField, UsernameForManagers } from '../../forms/password-field.tsx';
import { useSubmission } from '../../forms/submission.ts';
import { hasPassword, passwordOf, textOf } from '../../forms/text-of.ts';
import { insurer } from '../../insurer.ts';
import { useWords } from '../../language/language.tsx';
import { call } from '../../session/portal-session.ts';
import type { ContactKind } from './not-arrived.tsx';

type ContactFormProps = {
  readonly kind: ContactKind;
  readonly account: AccountView;
  /** The new contact that was asked for before: whoever wants another mail or code need not type it again. */
  readonly waiting: string | undefined;
  readonly onAsked: () => Promise<void>;
};

/** The new contact and the password; sending it brings a mail or an SMS to the new one. */
export function ContactForm({ kind, account, waiting, onAsked }: ContactFormProps) {
  const { submit } = useWords().account.contacts[kind];
  const isRight = async (value: string) =>
    kind === 'email' ? isNewEmail(value, account.email) : await isMobile(value, insurer.mobileCallingCodes);
  const submission = useSubmission({
    check: async (values) => [
      ...((await isRight(textOf(values, kind))) ? [] : [kind]),
      ...(hasPassword(values, 'password') ? [] : ['password']),
    ],
    send: async (values) => {
      const password = passwordOf(values, 'password');
      const value = textOf(values, kind);
      const body = kind === 'email' ? { password, email: value } : { password, mobile: value };
      const outcome = await call('changeContact', { body });
      if (!outcome.ok) return outcome.problem;
      await onAsked();
      return undefined;
    },
    fieldsOf: { 'contact-taken': [kind] },
  });
  return (
    <Form submission={submission} submit={submit}>
      <UsernameForManagers username={account.username} />
      {kind === 'email' ? (
        <Field name="email" words="newEmail" type="email" autocomplete="email" maxLength={320} initial={waiting} />
      ) : (
        <Field name="mobile" words="newMobile" type="tel" autocomplete="tel" maxLength={40} initial={waiting} />
      )}
      <PasswordField name="password" autocomplete="current-password" />
    </Form>
  );
}
