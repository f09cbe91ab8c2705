import type { Language } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';
import type { BrowserKind } from '#shared/sign-in/lanes/browser-kind.ts';
import { browserLines } from '#shared/sign-in/lanes/new-browser-mail.ts';

/** What is said of a code: `at` as an ISO 8601 instant. */
export type SignInCode = BrowserKind & { readonly code: string; readonly at: string };

/** The mail with the code of a sign-in: for which kind of browser, and what to do if it was somebody else, who knows the password. */
export function signInCodeMail(language: Language, origin: string, { code, ...used }: SignInCode): MailContent {
  const url = `${origin}/recover`;
  return language === 'hu'
    ? {
        subject: 'Belépési kód az ügyfélportálhoz',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          'Az ügyfélportálon megadták az Ön felhasználónevét és jelszavát. A belépéshez ezt a kódot is be kell írni, ugyanabban a böngészőben:',
        ],
        lines: [{ label: 'A kód:', value: code }, ...browserLines(language, used)],
        action: { label: 'Nem én voltam: új jelszót kérek', url },
        closing: [
          `A kód ${rules.signInCodeMinutes} percig érvényes, és egyszer használható. Mindig a legutóbb küldött kód érvényes.`,
          'A kódot senkinek se mondja el: munkatársaink sem kérik.',
          'Ha nem Ön lép be, valaki ismeri a jelszavát. A kód nélkül nem tud belépni, de kérjük, kérjen azonnal új jelszót a fenti oldalon.',
        ],
      }
    : {
        subject: 'Your sign-in code for the customer portal',
        paragraphs: [
          'Dear Customer,',
          'Your username and password were entered in the customer portal. To sign in, this code must be entered too, in the same browser:',
        ],
        lines: [{ label: 'Code:', value: code }, ...browserLines(language, used)],
        action: { label: 'It was not me: ask for a new password', url },
        closing: [
          `The code is valid for ${rules.signInCodeMinutes} minutes and for one sign-in. Only the latest code that we have sent is valid.`,
          'Please tell the code to nobody: our staff never ask for it.',
          'If it is not you who is signing in, somebody knows your password. Without the code they cannot sign in, but please ask for a new password on the page above at once.',
        ],
      };
}
