import { accountPartition, type Key } from '#shared/platform/tables/portal-keys.ts';

/**
 * The latest known state of an SMS. `accepted`: the service took it · `refused`: the service did not · `sent`: handed to the
 * carrier · `taken-by-carrier`: the last state that many Hungarian carriers report · `undelivered`: given up, `code` says why.
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
 * The rank of news. Receipts arrive in any order and more than once, so only a higher rank than the known one counts. A final
 * state outranks all others and is never replaced.
 */
export const rankOf = ({ state, isFinal }: Pick<SmsNews, 'state' | 'isFinal'>): number => (isFinal ? 4 : ranks[state]);

export type Ending = 'successes' | 'failures';

/** How this news counts for the health (R10.1): only the final state of an SMS counts, once. Undefined while it is on its way. */
export function endingOf({ state, isFinal }: Pick<SmsNews, 'state' | 'isFinal'>): Ending | undefined {
  if (!isFinal) return undefined;
  return state === 'refused' || state === 'undelivered' ? 'failures' : 'successes';
}

/** The subject of an SMS: an account, or the canary, which the portal sends to its operator. */
export type SmsSubject = { readonly kind: 'account'; readonly accountId: string } | { readonly kind: 'canary' };

/** One SMS. `attempt` sorts by time; the receipts of the message carry it. */
export type SmsAttempt = { readonly subject: SmsSubject; readonly attempt: string };

export type SmsNews = SmsAttempt & {
  readonly state: SmsState;
  /** Whether the state can no longer change; a receipt that is not final is only a stage on the way. */
  readonly isFinal: boolean;
  readonly at: Date;
  readonly code?: string | undefined;
};

/** Records the outcome of each SMS, and counts it for the health (R10.1) in the same transaction. */
export type SmsLog = {
  /** Records the messaging service's own answer. */
  readonly noteSending: (news: SmsNews) => Promise<void>;
  /** Records a receipt. `known`: it has no news · `gone`: the account was erased. */
  readonly noteReceipt: (news: SmsNews) => Promise<'noted' | 'known' | 'gone'>;
};

/** An account's SMS are in its partition and deleted with it (R11.1). */
export const smsPrefix = 'SMS#';

const health = 'SMS-HEALTH';
export const healthPartition = health;
/** Each canary is an item of its own: receipts may take 72 hours, and the next canary is sent after half an hour. */
export const canaryKey = (attempt: string): Key => ({ pk: health, sk: `CANARY#${attempt}` });
export const lastKey: Key = { pk: health, sk: 'LAST' };
/** The counters of one minute, such as `2027-01-31T09:30`. */
export const minuteKey = (at: Date): Key => ({ pk: health, sk: `MINUTE#${at.toISOString().slice(0, 16)}` });

/** An SMS of an account, or a canary. */
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
/** How long a canary is kept, in ms: a day longer, so that several without a receipt can be seen. */
export const keptCanaries = receiptWait + 24 * 60 * 60 * 1000;
