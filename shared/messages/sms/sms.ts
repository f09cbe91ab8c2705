import type { Language } from '#shared/contract/fields.ts';

/** `refused`: the SMS service did not take the message; `code` is its error's name, for the operator. */
export type SmsOutcome =
  | { readonly sent: true; readonly messageId: string }
  | { readonly sent: false; readonly code: string };

/** The account of an SMS; receipts carry both (R10.2). */
export type SmsAbout = { readonly accountId: string; readonly attempt?: string };

export type PasswordSms = {
  /** Sends a temporary password to a mobile (E.164). Never throws: a refusal is an outcome (R2.9). */
  send(mobile: string, language: Language, password: string, about?: SmsAbout): Promise<SmsOutcome>;
};

export type TextSms = {
  /**
   * Sends a text, with the insurer's name before it, to a mobile (E.164). Never throws: a refusal is an outcome. Receipts
   * carry `about`, which must hold no personal data.
   */
  send(mobile: string, text: string, about?: Readonly<Record<string, string>>): Promise<SmsOutcome>;
};

/** The length of two SMS in UCS-2, in UTF-16 units; Hungarian accents need UCS-2. */
const mostCharacters = 2 * 67;

/** From the longest to the shortest; `passwordText` takes the first that fits beside the insurer's name. */
const sentences: Readonly<Record<Language, readonly [string, ...string[]]>> = {
  hu: [
    'ideiglenes jelszó az ügyfélportálhoz, 24 óráig érvényes. Senkinek ne adja meg! Jelszó:',
    'ideiglenes jelszó az ügyfélportálhoz, 24 óráig érvényes. Jelszó:',
  ],
  en: [
    'temporary password for the customer portal, valid for 24 hours. Tell it to nobody! Password:',
    'temporary password for the customer portal, valid for 24 hours. Password:',
  ],
};

/** The text with a temporary password as its last word (R2.9); at most two SMS for insurers' names of up to 40 letters. */
export function passwordText(language: Language, insurerName: string, password: string): string {
  const [longest, ...shorter] = sentences[language];
  const text = (sentence: string) => `${insurerName}: ${sentence} ${password}`;
  const fitting = [longest, ...shorter].map(text).find(({ length }) => length <= mostCharacters);
  return fitting ?? text(shorter.at(-1) ?? longest);
}
