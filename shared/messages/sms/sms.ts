import type { Language } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';

/** `refused`: the SMS service did not take the message; `code` is the error's name, for the operator. */
export type SmsOutcome =
  | { readonly sent: true; readonly messageId: string }
  | { readonly sent: false; readonly code: string };

/** The account and attempt of an SMS; receipts carry both (R10.2). */
export type SmsAbout = { readonly accountId: string; readonly attempt?: string };

export type PasswordSms = {
  /** Sends a temporary password to a mobile (E.164). Never throws: a refusal is an outcome (R2.9). */
  send(mobile: string, language: Language, password: string, about?: SmsAbout): Promise<SmsOutcome>;
};

export type TextSms = {
  /**
   * Sends a text of the GSM alphabet, with the insurer's name before it, to a mobile (E.164). Never throws: a refusal is an
   * outcome. Receipts carry `about`, which must hold no personal data.
   */
  send(mobile: string, text: string, about?: Readonly<Record<string, string>>): Promise<SmsOutcome>;
};

/**
 * The longest SMS and the longest insurer's name in it (setting `smsName`), in letters of the GSM alphabet. Each text must be one
 * SMS. A single accent that is not in the alphabet (á, í, ó, ú, ő, ű) would make two SMS of 70, so Hungarian is written without
 * accents.
 */
export const longestSms = 160;
export const longestSmsName = 30;
const longestText = longestSms - longestSmsName - ': '.length;

/** A text with the insurer's name before it. */
export const fromInsurer = (smsName: string, text: string): string => `${smsName}: ${text}`;

/** The text with a temporary password as its last word (R2.9). */
export const passwordText = (language: Language, password: string): string =>
  language === 'hu'
    ? `ideiglenes jelszo az ugyfelportalhoz, ${rules.passwordHours} oraig ervenyes. Ne adja meg senkinek! Jelszo: ${password}`
    : `temporary password for the customer portal, valid for ${rules.passwordHours} hours. Never share it. Password: ${password}`;

/** The test message to the operator (R10.1). */
export const canaryText = 'customer portal, test message';

/** The first of these texts, sorted from long to short, that is one SMS beside any insurer's name; otherwise the last. */
export const firstThatFits = (texts: readonly [string, ...string[]]): string =>
  texts.find(({ length }) => length <= longestText) ?? texts.at(-1) ?? texts[0];
