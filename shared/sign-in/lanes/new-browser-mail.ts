import type { Language } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';
import { budapestTime } from '#shared/messages/mail/budapest-time.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';
import type { BrowserKind } from './browser-kind.ts';

const unknown: Readonly<Record<Language, { readonly browser: string; readonly system: string }>> = {
  hu: { browser: 'ismeretlen böngésző', system: 'ismeretlen rendszer' },
  en: { browser: 'unknown browser', system: 'unknown system' },
};

const labels: Readonly<Record<Language, { readonly time: string; readonly browser: string }>> = {
  hu: { time: 'Az időpont (magyar idő szerint):', browser: 'A böngésző:' },
  en: { time: 'Time (Hungarian time):', browser: 'Browser:' },
};

/** A kind of browser in words. */
function sayKind(language: Language, { browser, system }: BrowserKind): string {
  const { browser: noBrowser, system: noSystem } = unknown[language];
  return `${browser === 'other' ? noBrowser : browser}, ${system === 'other' ? noSystem : system}`;
}

/** The lines of a mail about what was done in a browser: when (`at`: an ISO 8601 instant), by this label, and which kind. */
export function browserLines(
  language: Language,
  { at, ...kind }: BrowserKind & { readonly at: string },
  time = labels[language].time,
) {
  return [
    { label: time, value: budapestTime(language, new Date(at)) },
    { label: labels[language].browser, value: sayKind(language, kind) },
  ];
}

/** The mail about a sign-in in a browser that this customer has not used before (R1.6): when, which kind, and what to do. */
export function newBrowserMail(
  language: Language,
  origin: string,
  used: BrowserKind & { readonly at: string },
): MailContent {
  const url = `${origin}/recover`;
  return language === 'hu'
    ? {
        subject: 'Új böngészőből léptek be az ügyfélportálra',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          'Az Ön fiókjába olyan böngészőből léptek be az ügyfélportálon, amelyet eddig nem használt. Ha nem Ön volt az, kérjük, olvassa el, mi a teendő.',
        ],
        lines: browserLines(language, used, 'A belépés ideje (magyar idő szerint):'),
        action: { label: 'Nem én voltam: új jelszót kérek', url },
        closing: [
          'Ha Ön lépett be, nincs más teendője.',
          'Ha nem Ön volt az, kérjen azonnal új jelszót a fenti oldalon: ezzel mindenkit kijelentkeztetünk. Belépés után távolítsa el azt az azonosítókulcsot (passkey), amely nem az Öné. Kérjük, telefonon is jelezze nekünk, mi történt.',
          `Új böngészőről naponta legfeljebb ${rules.newBrowserMails} e-mailt küldünk.`,
        ],
      }
    : {
        subject: 'A new browser has signed in to the customer portal',
        paragraphs: [
          'Dear Customer,',
          'Somebody has signed in to your account in the customer portal, in a browser that you have not used before. If it was not you, please read on.',
        ],
        lines: browserLines(language, used),
        action: { label: 'It was not me: ask for a new password', url },
        closing: [
          'If it was you, there is nothing else to do.',
          'If it was not you, ask for a new password on the page above at once: this signs everybody out. Then sign in and remove any passkey that is not yours. Please also tell us by phone what happened.',
          `We send at most ${rules.newBrowserMails} e-mails a day about new browsers.`,
        ],
      };
}
