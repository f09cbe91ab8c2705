import type { Language } from '#shared/contract/fields.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';

/** The mail after a session's cookie was used twice (R1.4): everybody was signed out, why, and what to do. */
export function sessionReplayedMail(language: Language, origin: string): MailContent {
  const url = `${origin}/recover`;
  return language === 'hu'
    ? {
        subject: 'Biztonsági okból minden eszközön kijelentkeztettük az ügyfélportálról',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          'Az Ön egyik bejelentkezését két helyről próbálták folytatni. Előfordulhat, hogy valaki lemásolta a böngészőjében tárolt bejelentkezési adatokat, ezért az ügyfélportálon minden eszközön kijelentkeztettük.',
          'Jelszava nem változott, azzal bármikor újra beléphet.',
          'Ha idegen vagy közös használatú számítógépen lépett be, vagy vírusra gyanakszik, ellenőriztesse az eszközt, és egy megbízható eszközről kérjen új ideiglenes jelszót. Ha visszaélésre gyanakszik, kérjük, hívjon minket.',
        ],
        action: { label: 'Új ideiglenes jelszó kérése', url },
      }
    : {
        subject: 'For your security you have been signed out of the customer portal on every device',
        paragraphs: [
          'Dear Customer,',
          'One of your sign-ins was continued from two places. Somebody may have copied the sign-in data that your browser keeps, so we have signed you out of the customer portal on every device.',
          'Your password has not changed, and you can sign in with it at any time.',
          'If you signed in on a computer that is not yours or that others use too, or if you suspect a virus, have the device checked and ask for a new temporary password from a device that you trust. If you suspect misuse, please call us.',
        ],
        action: { label: 'Ask for a new temporary password', url },
      };
}
