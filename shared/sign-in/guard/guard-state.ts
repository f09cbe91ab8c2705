import { rules } from '#shared/contract/rules.ts';

/**
 * The lockout's rules (R3) as pure functions over the state of one lane of a username (R3.2b). Times are ms since 1970 UTC.
 *
 * An attempt is admitted before the pool compares its password: it takes a lease. Strikes and leases together are never more than
 * three, so however many sign-ins run in parallel, at most three passwords are tested (R3.2).
 */
export type GuardState = {
  /** Wrong passwords in a row, including attempts whose outcome will never be known. */
  readonly strikes: number;
  /** Admitted attempts with an open outcome: attempt id -> when the lease expires. */
  readonly leases: Readonly<Record<string, number>>;
  /** The ids of the last attempts that are over. An id counts once, even if the pool runs its trigger again (R3.3). */
  readonly settled: readonly string[];
  readonly lockedUntil?: number;
  /**
   * When the strikes are deleted, if no user has the name or the lane ends by itself. In the open lane of a user strikes do not
   * decay (R3.1): then this is absent. Both behave alike for 13 months, so that they cannot be told apart (R1.1).
   */
  readonly forgetAt?: number;
  /** The account of the user with this name, from the pool at the last attempt; absent if no user has it. */
  readonly accountId?: string;
  /** In the open lane: how many of its strikes came from each device's lane (device-strikes.ts). */
  readonly fromDevices?: Readonly<Record<string, number>>;
  /** In a device's lane: strikes from here may still count in the open lane. */
  readonly countsInOpen?: true;
};

/** What the pool's trigger knows about the name that is tried. */
export type TriedName = {
  /** Whether its strikes are deleted some time after the last try (`forgetAt`). */
  readonly isForgotten?: boolean;
  readonly accountId?: string | undefined;
};

/** How an attempt ended. `untested`: the pool certainly did not compare the password. `unknown`: it may have (R3.3). */
export type AttemptOutcome = 'success' | 'wrong' | 'untested' | 'unknown';

/** What the next attempt would find; `busy`: there are three strikes and leases already. `until` in ms since 1970 UTC. */
export type Standing =
  | { readonly kind: 'open' | 'busy'; readonly attemptsLeft: number }
  | { readonly kind: 'locked'; readonly until: number };

/** The answer to a request for a lease. */
export type Admission = { readonly kind: 'leased' | 'busy' } | { readonly kind: 'locked'; readonly until: number };

/** How many wrong passwords in a row lock the username (R3.1). */
export const allowedStrikes: number = rules.attempts;
/** How long the lock holds, in ms (R3.1). */
export const lockLength = rules.lockHours * 60 * 60 * 1000;
/**
 * How long strikes that decay are kept after the last try, in ms: some 13 months. A device's cookie expires by then, so no lane
 * loses strikes while somebody can use it.
 */
export const unknownNameKept = 400 * 24 * 60 * 60 * 1000;
/** How long an outcome may stay open, in ms; longer than any function that tests passwords can run. */
export const leaseLength = 60 * 1000;
/** How many ids are kept. The pool may run its trigger again seconds after an attempt is over; this many cover that. */
const settledKept = 32;

/** The state of a username that was never tried. */
export const untouched: GuardState = { strikes: 0, leases: {}, settled: [] };

const leaseCount = (state: GuardState) => Object.keys(state.leases).length;

const without = (leases: GuardState['leases'], attemptId: string) =>
  Object.fromEntries(Object.entries(leases).filter(([id]) => id !== attemptId));

/** Ends an attempt: its lease is deleted, and it gets no second one. */
export const end = (state: GuardState, attemptId: string): GuardState => ({
  ...state,
  leases: without(state.leases, attemptId),
  settled: [...state.settled, attemptId].slice(-settledKept),
});

/** No strikes and no lock: what is left is attempts, and whose name it is. */
const reset = ({ strikes: _, lockedUntil: __, fromDevices: ___, ...kept }: GuardState): GuardState => ({
  ...kept,
  strikes: 0,
});

/** One more wrong password, or an attempt whose outcome will never be known; `attemptedAt` in ms. */
export function strike(state: GuardState, attemptId: string, attemptedAt: number): GuardState {
  const ended = end(state, attemptId);
  // A device's strikes have locked the open lane while this attempt was in progress: the lock stays as it is (R3.3).
  if (state.lockedUntil !== undefined) return ended;
  const strikes = state.strikes + 1;
  return strikes < allowedStrikes
    ? { ...ended, strikes }
    : { ...ended, strikes, lockedUntil: attemptedAt + lockLength };
}

/** Attempts whose lease has ended without an outcome, the oldest first; `attemptedAt` in ms. */
export const unknownAttempts = (state: GuardState, now: number) =>
  Object.entries(state.leases)
    .filter(([, until]) => until <= now)
    .sort(([, one], [, other]) => one - other)
    .map(([attemptId, until]) => ({ attemptId, attemptedAt: until - leaseLength }));

/** The state at `now`: expired leases are strikes (R3.3), and an expired lock is no lock and no strike (R3.1). */
export function asOf(state: GuardState, now: number): GuardState {
  const current = unknownAttempts(state, now).reduce(
    (kept, { attemptId, attemptedAt }) => strike(kept, attemptId, attemptedAt),
    state,
  );
  if (current.forgetAt !== undefined && current.forgetAt <= now) {
    const { forgetAt: _, ...kept } = reset(current);
    return kept;
  }
  if (current.lockedUntil === undefined || now < current.lockedUntil) return current;
  return reset(current);
}

/** What the lane's next attempt would find. */
export function standingOf(state: GuardState, now: number): Standing {
  const current = asOf(state, now);
  if (current.lockedUntil !== undefined) return { kind: 'locked', until: current.lockedUntil };
  const isFull = current.strikes + leaseCount(current) >= allowedStrikes;
  return { kind: isFull ? 'busy' : 'open', attemptsLeft: allowedStrikes - current.strikes };
}

/**
 * Requests a lease to test a password. An attempt that has ended gets `busy`, never a second lease. If nothing is to be written,
 * `state` is the same object.
 */
export function admit(
  state: GuardState,
  attemptId: string,
  now: number,
  { isForgotten = false, accountId }: TriedName = {},
): { state: GuardState; admission: Admission } {
  const current = asOf(state, now);
  const standing = standingOf(current, now);
  if (standing.kind === 'locked') return { state, admission: standing };
  if (attemptId in current.leases) return { state, admission: { kind: 'leased' } };
  if (standing.kind === 'busy' || current.settled.includes(attemptId)) return { state, admission: { kind: 'busy' } };
  const leases = { ...current.leases, [attemptId]: now + leaseLength };
  const { forgetAt: _, accountId: __, ...kept } = current;
  const forget = isForgotten ? { forgetAt: now + unknownNameKept } : {};
  const whose = accountId === undefined ? {} : { accountId };
  return { state: { ...kept, ...forget, ...whose, leases }, admission: { kind: 'leased' } };
}

/** `open`: the lease stays and becomes a strike. `unguarded`: a password was tested without a lease. */
export type Ending = 'settled' | 'open' | 'unguarded';

/** Records how an attempt ended. If nothing is to be written, `state` is the same object. */
export function settle(
  state: GuardState,
  attemptId: string,
  outcome: AttemptOutcome,
  now: number,
): { state: GuardState; ending: Ending } {
  const current = asOf(state, now);
  const leaseUntil = current.leases[attemptId];
  if (current.settled.includes(attemptId)) return { state, ending: 'settled' };
  if (leaseUntil === undefined) {
    // Tested without a lease: there is nothing to count. Not tested: if its trigger still runs, it gets no lease.
    if (outcome === 'success' || outcome === 'wrong') return { state, ending: 'unguarded' };
    return { state: end(current, attemptId), ending: 'settled' };
  }
  switch (outcome) {
    case 'success':
      return { state: reset(end(current, attemptId)), ending: 'settled' };
    case 'wrong':
      return { state: strike(current, attemptId, leaseUntil - leaseLength), ending: 'settled' };
    case 'untested':
      return { state: end(current, attemptId), ending: 'settled' };
    case 'unknown':
      return { state, ending: 'open' };
  }
}

/** Lifts a lock and deletes the strikes (R3.4). Attempts in progress keep their leases, and their outcomes count. */
export function clear(state: GuardState, now: number): GuardState {
  const current = asOf(state, now);
  if (state.strikes === 0 && current.strikes === 0) return state;
  return reset(current);
}

/**
 * The time (ms) from which the state may be deleted. Undefined while it must stay: a user's strikes do not decay (R3.1), and an
 * expired lease becomes a strike.
 */
export function forgettableFrom(state: GuardState, now: number): number | undefined {
  if (state.lockedUntil !== undefined) return state.lockedUntil;
  return state.strikes === 0 && leaseCount(state) === 0 ? now + 10 * leaseLength : state.forgetAt;
}
