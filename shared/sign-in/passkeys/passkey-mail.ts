import type { Language } from '#shared/contract/fields.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';
import type { BrowserKind } from '#shared/sign-in/lanes/browser-kind.ts';
import { browserLines } from '#shared/sign-in/lanes/new-browser-mail.ts';

/** A change of the passkeys: `at` as an ISO 8601 instant. */
export type PasskeyChange = BrowserKind & { readonly kind: 'passkey-added' | 'passkey-removed'; readonly at: string };

/** The mail about a passkey that was added or removed: when, in which kind of browser, and what to do if it was somebody else. */
export function passkeyMail(language: Language, origin: string, { kind, ...used }: PasskeyChange): MailContent {
  const url = `${origin}/account`;
  const words = mails[language][kind];
  const lines = browserLines(language, used);
  return { ...words, paragraphs: [...words.paragraphs], lines, action: { ...words.action, url } };
}

const mails = {
  hu: {
    'passkey-added': {
      subject: 'Új azonosítókulcsot adtak a fiókjához',
      paragraphs: [
        'Tisztelt Ügyfelünk!',
        'Az ügyfélportálon azonosítókulcsot (passkey) adtak az Ön fiókjához: ezzel jelszó nélkül is be lehet lépni.',
      ],
      action: { label: 'Az azonosítókulcsaim megtekintése' },
      closing: [
        'Ha Ön adta hozzá, nincs más teendője.',
        'Ha nem Ön volt az, távolítsa el az azonosítókulcsot a fenti oldalon, módosítsa a jelszavát, és kérjük, telefonon is jelezze nekünk, mi történt.',
      ],
    },
    'passkey-removed': {
      subject: 'Eltávolítottak egy azonosítókulcsot a fiókjából',
      paragraphs: [
        'Tisztelt Ügyfelünk!',
        'Az ügyfélportálon eltávolítottak egy azonosítókulcsot (passkey) az Ön fiókjából: azzal többé nem lehet belépni. Felhasználónevével és jelszavával továbbra is beléphet.',
      ],
      action: { label: 'Az azonosítókulcsaim megtekintése' },
      closing: [
        'Ha Ön távolította el, nincs más teendője.',
        'Ha nem Ön volt az, módosítsa a jelszavát, és kérjük, telefonon is jelezze nekünk, mi történt.',
      ],
    },
  },
  en: {
    'passkey-added': {
      subject: 'A passkey was added to your account',
      paragraphs: [
        'Dear Customer,',
        'A passkey has been added to your account in the customer portal: whoever has it can sign in without the password.',
      ],
      action: { label: 'See my passkeys' },
      closing: [
        'If it was you who added it, there is nothing else to do.',
        'If it was not you, remove the passkey on the page above, change your password, and please tell us by phone what happened.',
      ],
    },
    'passkey-removed': {
      subject: 'A passkey was removed from your account',
      paragraphs: [
        'Dear Customer,',
        'A passkey has been removed from your account in the customer portal: nobody can sign in with it any more. Your username and password still work.',
      ],
      action: { label: 'See my passkeys' },
      closing: [
        'If it was you who removed it, there is nothing else to do.',
        'If it was not you, change your password, and please tell us by phone what happened.',
      ],
    },
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<PasskeyChange['kind'], unknown>>>>;
