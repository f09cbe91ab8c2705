import { accountPartition, type Key } from '#shared/platform/tables/portal-keys.ts';

/**
 * The latest known state of an SMS. `accepted`: the service took it · `refused`: it did not · `sent` to the carrier ·
 * `taken-by-carrier`: the last that many Hungarian carriers report · `undelivered`: given up, `code` says why.
 */
export type SmsState = 'accepted' | 'refused' | 'sent' | 'taken-by-carrier' | 'delivered' | 'undelivered';

const ranks: Readonly<Record<SmsState, number>> = {
  accepted: 1,
  sent: 2,
  'taken-by-carrier': 3,
  delivered: 3,
  refused: 3,
  undelivered: 3,
};

/**
 * Receipts come in any order and more than once: only a higher rank than the known one counts. What is final outranks all that
 * is not, and is never replaced.
 */
export const rankOf = ({ state, isFinal }: Pick<SmsNews, 'state' | 'isFinal'>): number => (isFinal ? 4 : ranks[state]);

export type Ending = 'successes' | 'failures';

/** How this news is counted (R10.1): once an SMS, by what is final of it. Undefined while it is on its way. */
export function endingOf({ state, isFinal }: Pick<SmsNews, 'state' | 'isFinal'>): Ending | undefined {
  if (!isFinal) return undefined;
  return state === 'refused' || state === 'undelivered' ? 'failures' : 'successes';
}

/** An SMS goes to an account, or is the canary that the portal sends to its operator. */
export type SmsSubject = { readonly kind: 'account'; readonly accountId: string } | { readonly kind: 'canary' };

/** One SMS; `attempt` sorts by time, and the receipts of the message carry it. */
export type SmsAttempt = { readonly subject: SmsSubject; readonly attempt: string };

export type SmsNews = SmsAttempt & {
  readonly state: SmsState;
  /** Whether nothing more can come of this SMS; a receipt that is not final is only a stage of its way. */
  readonly isFinal: boolean;
  readonly at: Date;
  readonly code?: string | undefined;
};

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
/** Each canary is an item of its own: receipts may take 72 hours, and half an hour later the next one goes out. */
export const canaryKey = (attempt: string): Key => ({ pk: health, sk: `CANARY#${attempt}` });
export const lastKey: Key = { pk: health, sk: 'LAST' };
/** The counters of one minute, such as `2027-01-31T09:30`. */
export const minuteKey = (at: Date): Key => ({ pk: health, sk: `MINUTE#${at.toISOString().slice(0, 16)}` });

export const attemptKey = ({ subject, attempt }: SmsAttempt): Key =>
  subject.kind === 'canary'
    ? canaryKey(attempt)
    : { pk: accountPartition(subject.accountId), sk: `${smsPrefix}${attempt}` };

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

/** How long the service waits for a carrier's receipt before it gives up with TEXT_UNKNOWN, in ms. */
export const receiptWait = 72 * 60 * 60 * 1000;
/** How long a canary is kept, in ms: a day longer, so that several without a receipt are seen. */
export const keptCanaries = receiptWait + 24 * 60 * 60 * 1000;
