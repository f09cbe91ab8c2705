import type { Language } from '#shared/contract/fields.ts';
import type { Holder } from '#shared/sign-in/credentials/credentials.ts';
import type { RecoveryLink } from './recovery-link.ts';

/**
 * The recoveries of one account in the last 24 hours, oldest first, as pure functions (R4.3). Times are ms since 1970 UTC. One
 * message is one entry, however often the queue delivers it. Only one recovery of an account is carried out at a time, so the
 * password in the last mail is the valid one.
 */
export type RecoveryEntry = {
  readonly recoveryId: string;
  readonly kind: 'recovery' | 'notice';
  readonly at: number;
  /** When the customer can request the next recovery; only in a notice. */
  readonly until?: number;
  /** `ready`: only the mail is still to be sent. */
  readonly stage: 'working' | 'ready' | 'done';
  /** Until then a worker holds the message. */
  readonly leaseUntil: number;
};
export type RecoveryLog = readonly RecoveryEntry[];

/**
 * What to do with a message: `recover` from its stage on · `notify` the customer that there is no recovery before `until` ·
 * `held`: try again, another worker has a recovery of this account · `over`: nothing.
 */
export type Admission =
  | { readonly kind: 'recover'; readonly stage: 'working' | 'ready' }
  | { readonly kind: 'notify'; readonly until: number }
  | { readonly kind: 'held' }
  | { readonly kind: 'over'; readonly why: 'done-before' | 'overtaken' | 'too-many' };

/** Recoveries of one account within `period`. */
export const allowedRecoveries = 3;
/** ms. The period slides: there are never more than three in any 24 hours. */
export const period = 24 * 60 * 60 * 1000;
/** ms; longer than a worker may run, shorter than the queue's visibility timeout. */
export const recoveryLease = 45_000;

const counts = (entry: RecoveryEntry, now: number) => (entry.until ?? entry.at + period) > now;
const isInWork = (entry: RecoveryEntry, now: number) => entry.stage !== 'done' && entry.leaseUntil > now;

/** Decides whether a worker may handle the message now. If nothing is to be written, `log` is the same object. */
export function admit(log: RecoveryLog, recoveryId: string, now: number): { log: RecoveryLog; admission: Admission } {
  const recent = log.filter((entry) => counts(entry, now));
  const known = recent.find((entry) => entry.recoveryId === recoveryId);
  if (known) return readmit(log, recent, known, now);

  const over = (why: 'too-many') => ({ log, admission: { kind: 'over', why } as const });
  const recoveries = recent.filter(({ kind }) => kind === 'recovery');
  const isFull = recoveries.length >= allowedRecoveries;
  if (isFull && recent.some(({ kind }) => kind === 'notice')) return over('too-many');
  if (recoveries.some((entry) => isInWork(entry, now))) return { log, admission: { kind: 'held' } };
  const begun = { recoveryId, at: now, stage: 'working', leaseUntil: now + recoveryLease } as const;
  if (!isFull)
    return {
      log: [...recent, { ...begun, kind: 'recovery' }],
      admission: { kind: 'recover', stage: 'working' },
    };
  const until = Math.min(...recoveries.map(({ at }) => at)) + period;
  return { log: [...recent, { ...begun, kind: 'notice', until }], admission: { kind: 'notify', until } };
}

/** Decides about a message that was delivered before: its worker still has it, has finished it, or has died. */
function readmit(log: RecoveryLog, recent: RecoveryLog, known: RecoveryEntry, now: number) {
  const over = (why: 'done-before' | 'overtaken') => ({ log, admission: { kind: 'over', why } as const });
  if (known.stage === 'done') return over('done-before');
  // A later recovery has set another password, which may have been used already.
  const isOvertaken = recent.slice(recent.indexOf(known) + 1).some(({ kind }) => kind === 'recovery');
  if (known.kind === 'recovery' && isOvertaken) return over('overtaken');
  if (known.leaseUntil > now) return { log, admission: { kind: 'held' } as const };
  const renewed = recent.map((entry) => (entry === known ? { ...entry, leaseUntil: now + recoveryLease } : entry));
  const admission: Admission =
    known.until === undefined ? { kind: 'recover', stage: known.stage } : { kind: 'notify', until: known.until };
  return { log: renewed, admission };
}

/** Records the stage of a message; `done` also lets the next one begin. */
export const mark = (log: RecoveryLog, recoveryId: string, stage: 'ready' | 'done'): RecoveryLog =>
  log.map((entry) => (entry.recoveryId === recoveryId ? { ...entry, stage } : entry));

/** Records that the mail service took a message's mail. Returns the same object if the log says so already. */
export const markTaken = (log: RecoveryLog, recoveryId: string): RecoveryLog =>
  log.some((entry) => entry.recoveryId === recoveryId && entry.stage !== 'done') ? mark(log, recoveryId, 'done') : log;

/** The time (ms) from which the log can be deleted. */
export const forgettableFrom = (log: RecoveryLog): number =>
  Math.max(0, ...log.map((entry) => Math.max(entry.until ?? entry.at + period, entry.leaseUntil)));

/** What a recovery needs to know about an account. */
export type RecoverableAccount = {
  readonly accountId: string;
  readonly username: string;
  readonly email: string;
  readonly language: Language;
};

/** The recovery logs of all accounts. */
export type Recoveries = {
  /**
   * The active account of an e-mail+mobile pair, by any of its pseudonyms. Undefined if there is none, also for pending
   * registrations and closed accounts.
   */
  readonly find: (contacts: readonly string[]) => Promise<RecoverableAccount | undefined>;
  /** Decides about a message (`admit` above) and records it; `gone` if the account is no longer active. */
  readonly admit: (accountId: string, recoveryId: string, now: Date) => Promise<Admission | { readonly kind: 'gone' }>;
  /**
   * Opens the lane of a recovery's link, in place of the previous one (R4.4). Does nothing if the account no longer holds its
   * username.
   */
  readonly openLink: (holder: Holder, link: RecoveryLink) => Promise<void>;
  /** Records the stage of a message. Does nothing if the account is no longer active. */
  readonly mark: (accountId: string, recoveryId: string, stage: 'ready' | 'done') => Promise<void>;
  /** Records that the mail service took a message's mail: the work is done. May be repeated. */
  readonly markTaken: (accountId: string, recoveryId: string) => Promise<void>;
};
