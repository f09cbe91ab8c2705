import type { Language } from '#shared/contract/fields.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';
import { contestConfirmedMail } from '../contesting/contested-mail.ts';

/**
 * The last mail to a customer after cancelling the registration (R11.1). It also says what to do if somebody else cancelled.
 * `isContested`: it was ended because its holder contested it (R10.4).
 */
export function registrationCancelledMail(
  language: Language,
  origin: string,
  { isContested }: { readonly isContested: boolean },
): MailContent {
  if (isContested) return contestConfirmedMail(language);
  const url = `${origin}/register`;
  return language === 'hu'
    ? {
        subject: 'Megszüntettük regisztrációját az ügyfélportálon',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          'Kérésére megszüntettük regisztrációját az ügyfélportálon. Oda többé nem lehet belépni; az ott elérhető dokumentumait és személyes adatait töröltük.',
          'Biztosításai változatlanul érvényben maradnak, a fizetési mód nem változik. Dokumentumait ezután ismét papíron, postán küldjük.',
          'Ha nem Ön kérte a megszüntetést, kérjük, hívjon minket mielőbb.',
        ],
        action: { label: 'Új regisztráció', url },
        closing: [
          'Új regisztráció után a korábban kézbesített dokumentumok nem jelennek meg újra. Kérjük, őrizze meg az elmentett példányokat.',
        ],
      }
    : {
        subject: 'Your registration in the customer portal has been cancelled',
        paragraphs: [
          'Dear Customer,',
          'As you asked, we have cancelled your registration in the customer portal. Nobody can sign in any more, and your documents and personal data in the portal have been deleted.',
          'Your insurance stays in force, and the way you pay does not change. From now on we send your documents by post again.',
          'If it was not you who asked for this, please call us as soon as you can.',
        ],
        action: { label: 'Register again', url },
        closing: [
          'A new registration does not bring back documents delivered before. Please keep the copies you have saved.',
        ],
      };
}
