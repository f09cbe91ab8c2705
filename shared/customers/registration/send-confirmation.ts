import type { Mailer } from '#shared/messages/mail/mail.ts';
import { mailProblem } from '#shared/messages/mail/mail.ts';
import { confirmationMail } from './confirmation-mail.ts';
import type { Registration } from './registration.ts';

/**
 * Sends the link of a registration. Throws DomainError `busy` when the mail was not taken: the registration stays, the mail can
 * be asked for again; `invalid-fields` for an address that never takes any.
 */
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
    throw mailProblem(error);
  }
}
