import type { Language } from '#shared/contract/fields.ts';
import { type MailContent, type Mailer, MailNotSent } from '#shared/messages/mail/mail.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import type { Registration } from './registration.ts';
import type { Registrations } from './registrations.ts';

/** The mail to an address whose link a new registration of the same person replaced (R2.6). Names neither person nor new address. */
export const replacedMail = (language: Language): MailContent =>
  language === 'hu'
    ? {
        subject: 'Új regisztráció lépett a korábbi helyébe az ügyfélportálon',
        paragraphs: [
          'Üdvözöljük! Korábban regisztrációt indítottak az ügyfélportálon, és ezt az e-mail-címet adták meg hozzá. Azóta ugyanazokkal a személyes adatokkal új regisztráció indult, másik e-mail-címmel.',
          'A korábbi e-mailünkben kapott hivatkozás ezért már nem érvényes.',
        ],
        closing: [
          'Ha Ön kezdte újra, mert elírta a címet, nincs teendője. Ha Ön regisztrált, de nem Ön kezdte újra, kérjük, hívjon minket.',
          'Ha egyáltalán nem Ön regisztrált, ezt az e-mailt figyelmen kívül hagyhatja.',
        ],
      }
    : {
        subject: 'A newer registration has replaced yours in the customer portal',
        paragraphs: [
          'Welcome! Somebody started a registration in the customer portal and gave this e-mail address. Since then a new registration with the same personal data was started, with another e-mail address.',
          'So the link in our earlier e-mail is no longer valid.',
        ],
        closing: [
          'If it was you who started again because of a mistyped address, there is nothing to do. If you registered, but did not start again, please call us.',
          'If you did not register at all, you can ignore this e-mail.',
        ],
      };

type Needs = { readonly registrations: Pick<Registrations, 'settleReplaced'>; readonly mailer: Mailer };

/**
 * Mails the address that the registration replaced, once. Never throws: the new registration does not depend on it. A mail that
 * was not taken is tried again when the same form comes again.
 */
export async function tellReplaced(
  { registrations, mailer }: Needs,
  { registrationId, replaces }: Pick<Registration, 'registrationId' | 'replaces'>,
): Promise<void> {
  if (!replaces) return;
  try {
    await mailer.send(replaces.email, replaces.language, replacedMail(replaces.language), {
      purpose: 'registration-replaced',
    });
    await registrations.settleReplaced(registrationId);
  } catch (error) {
    const why = error instanceof MailNotSent ? { reason: error.reason } : describeError(error);
    log.error('replaced-not-mailed', { operation: 'register', ...why });
  }
}
