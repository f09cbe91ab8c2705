import type { Language } from '#shared/contract/fields.ts';
import type { ReminderSettings } from '#shared/documents/reminders/reminders.ts';
import type { Caller } from '#shared/sign-in/sessions/accounts.ts';

export type Languages = {
  /** Sets the language of an active account. Throws DomainError `session-ended` if the session has ended. */
  readonly set: (session: Caller, language: Language) => Promise<void>;
};

export type ReminderChoices = {
  /** Sets which reminders an active account gets (R14.1). Throws DomainError `session-ended` if the session has ended. */
  readonly set: (session: Caller, reminders: ReminderSettings) => Promise<void>;
};
