/**
 * What is known of an SMS. `accepted`: the service took it · `refused`: it did not · `sent` to the carrier ·
 * `taken-by-carrier`: the last that many Hungarian carriers tell · `undelivered`: given up, `code` says why.
 */
export type SmsState = 'accepted' | 'refused' | 'sent' | 'taken-by-carrier' | 'delivered' | 'undelivered';

/** Receipts come in any order and more than once: only what tells more than is known counts. */
export const rankOf: Readonly<Record<SmsState, number>> = {
  accepted: 1,
  sent: 2,
  'taken-by-carrier': 3,
  delivered: 4,
  refused: 4,
  undelivered: 4,
};

export type Ending = 'successes' | 'failures';

/** What an SMS is counted as by this news; undefined where it is on its way still, or the carrier had said so before. */
export function endingOf(state: SmsState, knownRank: number | undefined): Ending | undefined {
  if (state === 'refused' || state === 'undelivered') return 'failures';
  const isFirst = (knownRank ?? 0) < rankOf['taken-by-carrier'];
  return rankOf[state] >= rankOf['taken-by-carrier'] && isFirst ? 'successes' : undefined;
}

/** Whose SMS it is: an account's, or the canary that the portal sends to its operator. */
export type SmsSubject = { readonly kind: 'account'; readonly accountId: string } | { readonly kind: 'canary' };

/** One SMS; `attempt` sorts by time and goes with the message, so that receipts find it again. */
export type SmsAttempt = { readonly subject: SmsSubject; readonly attempt: string };

export type SmsNews = SmsAttempt & { readonly state: SmsState; readonly at: Date; readonly code?: string | undefined };

/** Keeps what became of SMS, each with the counters of the health that it changes. */
export type SmsLog = {
  /** What the messaging service itself said when it was asked. */
  readonly noteSending: (news: SmsNews) => Promise<void>;
  /** What a receipt says; `known`: nothing new · `gone`: the account is. */
  readonly noteReceipt: (news: SmsNews) => Promise<'noted' | 'known' | 'gone'>;
};

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
