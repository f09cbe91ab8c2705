import type { Language } from '#shared/contract/fields.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';

// None of these mails has a link that changes anything: the reader may be the impostor (R10.4).

/** The mail after a registration was contested and frozen (R10.4), to every address that it has or had. */
export const registrationContestedMail = (language: Language, origin: string): MailContent =>
  language === 'hu'
    ? {
        subject: 'Zároltunk egy regisztrációt az ügyfélportálon',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          'Telefonos ügyfélszolgálatunknál valaki, akit a személyes adatai alapján azonosítottunk, azt jelezte, hogy az ezzel az e-mail-címmel létrehozott regisztrációt nem ő kérte.',
          'Ezért a regisztrációt azonnal zároltuk: a döntésig nem lehet belépni, és nem érkezik új dokumentum az ügyfélportálra. Biztosításai változatlanul érvényben maradnak, dokumentumait addig postán küldjük.',
          'Ha Ön jelezte, nincs más teendője: egy másik munkatársunk ellenőrzi a bejelentést, és utána újra regisztrálhat.',
          'Ha Ön regisztrált, és nem Ön jelezte, kérjük, hívjon minket mielőbb, és legyen kéznél valamelyik kötvénye.',
        ],
        action: { label: 'Segítség az ügyfélportálon', url: `${origin}/help` },
      }
    : {
        subject: 'We have frozen a registration in the customer portal',
        paragraphs: [
          'Dear Customer,',
          'Somebody whom our telephone helpdesk identified by personal data said that the registration with this e-mail address was not made by the person whose data it uses.',
          'So we have frozen the registration: until this is decided nobody can sign in, and no new documents arrive. Your insurance stays in force, and until then we send your documents by post.',
          'If it was you who called, there is nothing else to do: another colleague checks it, and after that you can register again.',
          'If you registered and it was not you who called, please call us as soon as you can, with one of your policies at hand.',
        ],
        action: { label: 'Help in the customer portal', url: `${origin}/help` },
      };

/** The mail to the account's address after the contest was rejected (R10.4). */
export const contestRejectedMail = (language: Language, origin: string): MailContent =>
  language === 'hu'
    ? {
        subject: 'Feloldottuk regisztrációja zárolását az ügyfélportálon',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          'Ellenőriztük a bejelentést, és feloldottuk a regisztrációja zárolását. Ismét beléphet felhasználónevével és jelszavával.',
          'A zárolás alatt feltöltött dokumentumokat postán küldjük.',
          'Ha a jelszavát más is ismerheti, kérjük, belépés után módosítsa.',
        ],
        action: { label: 'Belépés', url: `${origin}/` },
      }
    : {
        subject: 'Your registration in the customer portal is active again',
        paragraphs: [
          'Dear Customer,',
          'We have checked what was reported, and your registration is active again. You can sign in with your username and password as before.',
          'Documents from the time when it was frozen come by post.',
          'If somebody else may know your password, please change it after you have signed in.',
        ],
        action: { label: 'Sign in', url: `${origin}/` },
      };

/** The last mail to the address of a registration that was ended because its holder contested it (R10.4). */
export const contestConfirmedMail = (language: Language): MailContent =>
  language === 'hu'
    ? {
        subject: 'Megszüntettük a regisztrációt az ügyfélportálon',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          'Ellenőriztük a bejelentést: az ezzel az e-mail-címmel létrehozott regisztrációt nem az kérte, akinek az adataival készült. Ezért megszüntettük, és az ügyfélportálon tárolt adatait töröltük.',
          'A biztosítások változatlanul érvényben maradnak, a dokumentumokat ezután postán küldjük.',
          'Ha ezzel nem ért egyet, kérjük, hívjon minket.',
        ],
      }
    : {
        subject: 'A registration in the customer portal has been ended',
        paragraphs: [
          'Dear Customer,',
          'We have checked what was reported: the registration with this e-mail address was not made by the person whose data it uses. So we have ended it and deleted its data in the portal.',
          'The insurance stays in force; from now on we send the documents by post.',
          'If you do not agree, please call us.',
        ],
      };
