import type { Language } from '#shared/contract/fields.ts';
import { budapestTime } from '#shared/messages/mail/budapest-time.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';
import type { BrowserKind } from '#shared/sign-in/lanes/browser-kind.ts';
import { browserLines } from '#shared/sign-in/lanes/new-browser-mail.ts';

/** A change of the second step: `at` as an ISO 8601 instant. */
export type SecondStepChange = BrowserKind & {
  readonly kind: 'second-step-on' | 'second-step-off' | 'second-step-kept';
  readonly at: string;
};

/** The mail about a second step that was turned on or off, or kept: when, in which kind of browser, and what to do if it was somebody else. */
export function secondStepMail(language: Language, origin: string, change: SecondStepChange): MailContent {
  const { kind, ...used } = change;
  const lines = browserLines(language, used);
  const { subject, paragraphs, closing } = mails[language][kind];
  const action = { label: labels[language].account, url: `${origin}/account` };
  return { subject, paragraphs, lines, action, closing: [...closing, labels[language].stranger] };
}

/** The mail about a recovery that ends the second step at `endsAt` (ISO 8601), with the link that keeps it. */
export function secondStepEndsMail(
  language: Language,
  origin: string,
  { endsAt, token }: { readonly endsAt: string; readonly token: string },
): MailContent {
  const time = budapestTime(language, new Date(endsAt));
  const { subject, paragraphs, when, label, closing } = ending[language];
  const action = { label, url: `${origin}/keep-second-step#token=${token}`, code: token };
  return { subject, paragraphs, lines: [{ label: when, value: time }], action, closing };
}

const labels = {
  hu: {
    account: 'A fiókom megtekintése',
    stranger:
      'Ha nem Ön volt az, kérjen azonnal új jelszót az ügyfélportál belépési oldalán, és kérjük, telefonon is jelezze nekünk, mi történt.',
  },
  en: {
    account: 'See my account',
    stranger:
      'If it was not you, ask for a new password on the sign-in page of the customer portal at once, and please tell us by phone what happened.',
  },
} as const;

const mails = {
  hu: {
    'second-step-on': {
      subject: 'Bekapcsolták a kétlépcsős belépést',
      paragraphs: [
        'Tisztelt Ügyfelünk!',
        'Az Ön fiókjában bekapcsolták a kétlépcsős belépést: a jelszó mellé az e-mail-címére küldött kód is kell. Azonosítókulccsal (passkey) továbbra is kód nélkül léphet be.',
      ],
      closing: ['Ha Ön kapcsolta be, nincs más teendője.'],
    },
    'second-step-off': {
      subject: 'Kikapcsolták a kétlépcsős belépést',
      paragraphs: [
        'Tisztelt Ügyfelünk!',
        'Az Ön fiókjában kikapcsolták a kétlépcsős belépést: a felhasználónév és a jelszó mostantól kód nélkül is elég.',
      ],
      closing: ['Ha Ön kapcsolta ki, nincs más teendője.'],
    },
    'second-step-kept': {
      subject: 'Megmarad a kétlépcsős belépés',
      paragraphs: [
        'Tisztelt Ügyfelünk!',
        'Az Ön fiókjában azt kérték, hogy a kétlépcsős belépés az új jelszó igénylése után is megmaradjon. A jelszó mellé továbbra is kell az e-mail-címére küldött kód.',
      ],
      closing: ['Ha Ön kérte, nincs más teendője.'],
    },
  },
  en: {
    'second-step-on': {
      subject: 'Two-step sign-in was turned on',
      paragraphs: [
        'Dear Customer,',
        'Two-step sign-in has been turned on for your account: besides the password, a code that we send to your e-mail address is needed. With a passkey you still sign in without a code.',
      ],
      closing: ['If it was you who turned it on, there is nothing else to do.'],
    },
    'second-step-off': {
      subject: 'Two-step sign-in was turned off',
      paragraphs: [
        'Dear Customer,',
        'Two-step sign-in has been turned off for your account: from now on username and password are enough, without a code.',
      ],
      closing: ['If it was you who turned it off, there is nothing else to do.'],
    },
    'second-step-kept': {
      subject: 'Two-step sign-in stays on',
      paragraphs: [
        'Dear Customer,',
        'Somebody signed in to your account asked that two-step sign-in stay on after the request for a new password. Besides the password, a code that we send to your e-mail address is still needed.',
      ],
      closing: ['If it was you who asked, there is nothing else to do.'],
    },
  },
} as const;

const ending = {
  hu: {
    subject: 'Hamarosan megszűnik a kétlépcsős belépés',
    paragraphs: [
      'Tisztelt Ügyfelünk!',
      'Új jelszót kértek az Ön ügyfélportál-fiókjához. Ilyenkor a kétlépcsős belépés egy nap múlva kikapcsol, hogy az is be tudjon lépni, aki nem kapja meg a kódokat. Addig a belépéshez továbbra is kell a kód vagy az azonosítókulcs (passkey).',
    ],
    when: 'Ekkor kapcsol ki (magyar idő szerint):',
    label: 'Maradjon bekapcsolva',
    closing: [
      'Ha szeretné megtartani a kétlépcsős belépést, nyomja meg a fenti gombot eddig az időpontig; belépve a fiókjában is megteheti.',
      'Ha nem Ön kért új jelszót, kérjük, tartsa meg a kétlépcsős belépést, és hívjon minket.',
    ],
  },
  en: {
    subject: 'Two-step sign-in will end soon',
    paragraphs: [
      'Dear Customer,',
      'Somebody asked for a new password for your account in the customer portal. A day after that, two-step sign-in turns itself off, so that somebody who does not get the codes can sign in again. Until then the code or a passkey is still needed.',
    ],
    when: 'It ends at (Hungarian time):',
    label: 'Keep it on',
    closing: [
      'If you want to keep two-step sign-in, use the button above until that time; you can also do so in your account once you have signed in.',
      'If it was not you who asked for a new password, please keep two-step sign-in on, and call us.',
    ],
  },
} as const;
