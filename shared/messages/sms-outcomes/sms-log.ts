import { accountPartition, type Key } from '#shared/platform/tables/portal-keys.ts';

/**
 * The latest known state of an SMS. `accepted`: the service took it · `refused`: it did not · `sent` to the carrier ·
 * `taken-by-carrier`: the last that many Hungarian carriers report · `undelivered`: given up, `code` says why.
 */
export type SmsState = 'accepted' | 'refused' | 'sent' | 'taken-by-carrier' | 'delivered' | 'undelivered';

/** Receipts come in any order and more than once: only a higher rank than the known one counts. */
export const rankOf: Readonly<Record<SmsState, number>> = {
  accepted: 1,
  sent: 2,
  'taken-by-carrier': 3,
  delivered: 4,
  refused: 4,
  undelivered: 4,
};

export type Ending = 'successes' | 'failures';

/** How this news is counted (R10.1); undefined while the SMS is on its way, and when an earlier receipt was counted already. */
export function endingOf(state: SmsState, knownRank: number | undefined): Ending | undefined {
  if (state === 'refused' || state === 'undelivered') return 'failures';
  const isFirst = (knownRank ?? 0) < rankOf['taken-by-carrier'];
  return rankOf[state] >= rankOf['taken-by-carrier'] && isFirst ? 'successes' : undefined;
}

/** An SMS goes to an account, or is the canary that the portal sends to its operator. */
export type SmsSubject = { readonly kind: 'account'; readonly accountId: string } | { readonly kind: 'canary' };

/** One SMS; `attempt` sorts by time, and the receipts of the message carry it. */
export type SmsAttempt = { readonly subject: SmsSubject; readonly attempt: string };

export type SmsNews = SmsAttempt & { readonly state: SmsState; readonly at: Date; readonly code?: string | undefined };

/** Keeps the outcome of each SMS, and counts it for the health (R10.1) in the same transaction. */
export type SmsLog = {
  /** Notes the messaging service's own answer. */
  readonly noteSending: (news: SmsNews) => Promise<void>;
  /** Notes a receipt. `known`: it says nothing new · `gone`: the account was erased. */
  readonly noteReceipt: (news: SmsNews) => Promise<'noted' | 'known' | 'gone'>;
};

/** SMS of an account lie in its partition and are erased with it (R11.1). */
export const smsPrefix = 'SMS#';

const health = 'SMS-HEALTH';
export const healthPartition = health;
export const canaryKey: Key = { pk: health, sk: 'CANARY' };
export const lastKey: Key = { pk: health, sk: 'LAST' };
/** The counters of one minute, such as `2027-01-31T09:30`. */
export const minuteKey = (at: Date): Key => ({ pk: health, sk: `MINUTE#${at.toISOString().slice(0, 16)}` });

export const attemptKey = ({ subject, attempt }: SmsAttempt): Key =>
  subject.kind === 'canary' ? canaryKey : { pk: accountPartition(subject.accountId), sk: `${smsPrefix}${attempt}` };

export type SmsHealth = {
  readonly lastAcceptedAt?: string | undefined;
  readonly lastSuccessAt?: string | undefined;
  readonly lastFailureAt?: string | undefined;
  readonly successesLastHour: number;
  readonly failuresLastHour: number;
  readonly canary?: Canary | undefined;
};
export type Canary = {
  readonly sentAt: string;
  readonly outcome: SmsState;
  readonly outcomeAt: string;
  readonly code?: string | undefined;
};
