import type { FollowedOutcome } from '#shared/messages/mail-outcomes/mail-log.ts';
import type { SmsState } from '#shared/messages/sms-outcomes/sms-log.ts';

export type ShownSms = {
  readonly at: string;
  readonly outcome: SmsState;
  readonly outcomeAt: string;
  readonly code?: string;
};
export type ShownMail = {
  readonly at: string;
  readonly purpose: string;
  readonly outcome: FollowedOutcome | 'sent';
  readonly outcomeAt?: string;
};

/** The last messages to an account with their outcomes, newest first (R10.2); neither texts nor addresses. */
export type Messages = {
  readonly last: (
    accountId: string,
  ) => Promise<{ readonly sms: readonly ShownSms[]; readonly mails: readonly ShownMail[] }>;
};
