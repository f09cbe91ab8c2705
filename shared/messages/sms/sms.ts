import type { Language } from '#shared/contract/fields.ts';

/** `refused`: the SMS service did not take the message; `code` is its error's name, for the operator. */
export type SmsOutcome =
  | { readonly sent: true; readonly messageId: string }
  | { readonly sent: false; readonly code: string };

/** Whose SMS it is; `attempt` comes back with the service's receipts (R10.2). */
export type SmsAbout = { readonly accountId: string; readonly attempt?: string };

export type PasswordSms = {
  /** Sends a temporary password to a mobile (E.164). Never throws: a refusal is an outcome (R2.9). */
  send(mobile: string, language: Language, password: string, about?: SmsAbout): Promise<SmsOutcome>;
};

export type TextSms = {
  /**
   * Sends a text, with the insurer's name before it, to a mobile (E.164). Never throws: a refusal is an outcome. `about`, which
   * names nobody, comes back with the service's receipts.
   */
  send(mobile: string, text: string, about?: Readonly<Record<string, string>>): Promise<SmsOutcome>;
};
