import { asOf, type GuardState, strike } from './guard-state.ts';
import type { Lane } from './lane.ts';

/**
 * How the strikes of a device's lane count in the open lane (R3.2b), as pure functions over the open lane's state: whoever
 * mistypes three times himself is locked in both. Never the other way round. Times are ms since 1970 UTC.
 */

/** Counts a device's strike, once by its attempt's id. If nothing is to be written, it returns the same object. */
export function countDeviceStrike(
  state: GuardState,
  lane: Lane,
  { attemptId, attemptedAt }: { readonly attemptId: string; readonly attemptedAt: number },
  now: number,
): GuardState {
  const current = asOf(state, now);
  // Attempts while locked do not extend the lock (R3.3).
  if (current.settled.includes(attemptId) || current.lockedUntil !== undefined) return state;
  const { fromDevices = {}, ...struck } = strike(current, attemptId, attemptedAt);
  return { ...struck, fromDevices: { ...fromDevices, [lane]: (fromDevices[lane] ?? 0) + 1 } };
}

/**
 * Takes a device's strikes back after a sign-in there: they were not three in a row (R3.1). Strikes of others stay, and so does a
 * lock. If nothing is to be written, it returns the same object.
 */
export function takeDeviceStrikesBack(state: GuardState, lane: Lane, now: number): GuardState {
  const current = asOf(state, now);
  const { [lane]: own = 0, ...fromDevices } = current.fromDevices ?? {};
  if (own === 0 || current.lockedUntil !== undefined) return state;
  return { ...current, strikes: current.strikes - own, fromDevices };
}

/** A device's state once its strikes were taken back. If there are new ones since, it returns the same object. */
export function withoutStrikesInOpen(state: GuardState): GuardState {
  if (state.strikes > 0) return state;
  const { countsInOpen: _, ...kept } = state;
  return kept;
}
