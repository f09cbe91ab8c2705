import type { Language } from '#shared/contract/fields.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';

/** The mail that reports a changed password, and says what to do if somebody else changed it. */
export function passwordChangedMail(language: Language, origin: string): MailContent {
  const url = `${origin}/recover`;
  return language === 'hu'
    ? {
        subject: 'Megváltozott az ügyfélportálhoz tartozó jelszava',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          'Az ügyfélportálon az imént új jelszót állítottak be az Ön fiókjához. Minden eszközön kijelentkeztettük, és a továbbiakban csak az új jelszóval lehet belépni, vagy azonosítókulccsal (passkey), ha korábban adott hozzá a fiókjához. Ezeket az Adataim oldalon nézheti meg és távolíthatja el.',
          'Ha Ön módosította a jelszavát, nincs más teendője.',
          'Ha nem Ön volt az, kérjen azonnal új ideiglenes jelszót az alábbi gombbal, és jelezze nekünk telefonon is, mi történt.',
        ],
        action: { label: 'Új ideiglenes jelszó kérése', url },
      }
    : {
        subject: 'Your password for the customer portal has changed',
        paragraphs: [
          'Dear Customer,',
          'A new password has just been set for your account in the customer portal. You have been signed out on every device, and only the new password lets you in from now on, or a passkey if you have added one. The account page lists your passkeys and removes them.',
          'If it was you who changed the password, there is nothing else to do.',
          'If it was not you, ask for a new temporary password on the page below at once, and tell us by phone what happened.',
        ],
        action: { label: 'Ask for a new temporary password', url },
      };
}
