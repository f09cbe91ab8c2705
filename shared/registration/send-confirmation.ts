import { type Mailer, MailNotSent } from '#shared/mail/mail.ts';
import { DomainError } from '#shared/runtime/domain-error.ts';
import { confirmationMail } from './confirmation-mail.ts';
import type { Registration } from './registration.ts';

/** Sends the link of a registration. Throws `busy` when the mail was not taken: the registration stays, the mail can be asked for again. */
export async function sendConfirmation(
  mailer: Mailer,
  origin: string,
  { email, language, username }: Pick<Registration, 'email' | 'language' | 'username'>,
  token: string,
): Promise<void> {
  try {
    await mailer.send(email, language, confirmationMail(language, username, origin, token), {
      purpose: 'confirmation',
    });
  } catch (error) {
    if (error instanceof MailNotSent) throw new DomainError('busy', {}, { retryAfterSeconds: 5, cause: error });
    throw error;
  }
}
