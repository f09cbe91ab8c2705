/**
 * The lockout's rules (R3) as pure functions over the state of one username. Times are ms since 1970 UTC.
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
   * When the strikes are deleted, if no user has the name. A user's strikes do not decay (R3.1): then this is absent. Both behave
   * alike for 13 months, so that they cannot be told apart (R1.1).
   */
  readonly forgetAt?: number;
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
export const allowedStrikes = 3;
/** How long the lock holds, in ms (R3.1). */
export const lockLength = 24 * 60 * 60 * 1000;
/** How long strikes are kept after the last try if no user has the name, in ms: some 13 months. */
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
const end = (state: GuardState, attemptId: string): GuardState => ({
  ...state,
  leases: without(state.leases, attemptId),
  settled: [...state.settled, attemptId].slice(-settledKept),
});

function strike(state: GuardState, attemptId: string, attemptedAt: number): GuardState {
  const ended = end(state, attemptId);
  const strikes = state.strikes + 1;
  return strikes < allowedStrikes
    ? { ...ended, strikes }
    : { ...ended, strikes, lockedUntil: attemptedAt + lockLength };
}

/** The state at `now`: expired leases are strikes (R3.3), and an expired lock is no lock and no strike (R3.1). */
function asOf(state: GuardState, now: number): GuardState {
  const ended = Object.entries(state.leases)
    .filter(([, until]) => until <= now)
    .sort(([, one], [, other]) => one - other);
  const current = ended.reduce((kept, [id, until]) => strike(kept, id, until - leaseLength), state);
  if (current.forgetAt !== undefined && current.forgetAt <= now)
    return { strikes: 0, leases: current.leases, settled: current.settled };
  if (current.lockedUntil === undefined || now < current.lockedUntil) return current;
  return { strikes: 0, leases: current.leases, settled: current.settled };
}

/** What the username's next attempt would find. */
export function standingOf(state: GuardState, now: number): Standing {
  const current = asOf(state, now);
  if (current.lockedUntil !== undefined) return { kind: 'locked', until: current.lockedUntil };
  const isFull = current.strikes + leaseCount(current) >= allowedStrikes;
  return { kind: isFull ? 'busy' : 'open', attemptsLeft: allowedStrikes - current.strikes };
}

/**
 * Requests a lease to test a password. An attempt that has ended gets `busy`, never a second lease. `isUnknown`: no user has that
 * name. If nothing is to be written, `state` is the same object.
 */
export function admit(
  state: GuardState,
  attemptId: string,
  now: number,
  isUnknown = false,
): { state: GuardState; admission: Admission } {
  const current = asOf(state, now);
  const standing = standingOf(current, now);
  if (standing.kind === 'locked') return { state, admission: standing };
  if (attemptId in current.leases) return { state, admission: { kind: 'leased' } };
  if (standing.kind === 'busy' || current.settled.includes(attemptId)) return { state, admission: { kind: 'busy' } };
  const leases = { ...current.leases, [attemptId]: now + leaseLength };
  const { forgetAt: _, ...kept } = current;
  const forget = isUnknown ? { forgetAt: now + unknownNameKept } : {};
  return { state: { ...kept, ...forget, leases }, admission: { kind: 'leased' } };
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
      return { state: { ...end(current, attemptId), strikes: 0 }, ending: 'settled' };
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
  return { strikes: 0, leases: current.leases, settled: current.settled };
}

/**
 * The time (ms) from which the state may be deleted. Undefined while it must stay: a user's strikes do not decay (R3.1), and an
 * expired lease becomes a strike.
 */
export function forgettableFrom(state: GuardState, now: number): number | undefined {
  if (state.lockedUntil !== undefined) return state.lockedUntil;
  return state.strikes === 0 && leaseCount(state) === 0 ? now + 10 * leaseLength : state.forgetAt;
}
