import { randomBytes } from 'node:crypto';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { bytesFrom, generatePassword } from './generated-password.ts';

/**
 * The turns at setting one account's password, as pure functions (R2.9, R4.3). Times are ms since 1970 UTC.
 *
 * The pool keeps the password that was set last. So every caller that sets one takes a turn, and checks during the turn what
 * allows it: the session, the challenge, the registration. Recovery and helpdesk outrank the others and are always next, so
 * repeated requests of others cannot delay them.
 */
export type PasswordTurns = {
  /** Until `until` the holder may set a password, and the pool may still carry out the holder's call. */
  readonly turn?: { readonly id: string; readonly until: number };
  /** The outranking request that gets the next turn; until `until` no other turn begins. */
  readonly next?: { readonly id: string; readonly until: number };
  /** The seed of the last SMS's password, unless another password was set since. */
  readonly sms?: SmsSeed;
};

/** The password of an SMS is derived from this seed and the secret of this version. */
export type SmsSeed = { readonly seed: string; readonly at: number; readonly secretVersion: string };

/** A request for a turn; `sms`: to send a password, derived with the secret of this version. */
export type Asker = {
  /** Random. The same id again means the same turn. */
  readonly id: string;
  readonly outranks: boolean;
  readonly sms?: { readonly secretVersion: string };
};

/**
 * ms. Longer than a function that sets passwords may run (30 s), plus a call at its end (5 s) and some seconds in which the pool
 * may go on after the caller stopped waiting.
 */
export const turnLength = 45_000;
/** ms; the next one checks several times a second, until its function ends. */
const nextLength = 45_000;
/** ms. Two requests within this time send the same password, because messages can arrive in another order. */
const samePasswordFor = 60_000;

const current = <T extends { readonly until: number }>(one: T | undefined, now: number) =>
  one && one.until > now ? one : undefined;

/**
 * Requests a turn. Returns the new state, and whether the asker has the turn. If nothing is to be written, `state` is the same
 * object.
 */
export function take(state: PasswordTurns, asker: Asker, now: number): { state: PasswordTurns; isTaken: boolean } {
  const turn = current(state.turn, now);
  const next = current(state.next, now);
  if (turn?.id === asker.id) return { state, isTaken: true };
  if (next === undefined || next.id === asker.id) {
    if (turn === undefined) return { state: begin(state, asker, now), isTaken: true };
    const isNotedLately = next !== undefined && next.until - now > nextLength / 2;
    if (asker.outranks && !isNotedLately)
      return { state: { ...state, next: { id: asker.id, until: now + nextLength } }, isTaken: false };
  }
  return { state, isTaken: false };
}

function begin({ sms }: PasswordTurns, { id, sms: wanted }: Asker, now: number): PasswordTurns {
  const turn = { id, until: now + turnLength };
  if (!wanted) return { turn };
  return { turn, sms: sms && now - sms.at < samePasswordFor ? sms : { seed: id, at: now, ...wanted } };
}

/** Whether a caller may still set a password, or the pool may still carry out such a call. */
export const isTaken = (state: PasswordTurns, now: number): boolean => current(state.turn, now) !== undefined;

/** The time (ms) from which the state can be deleted. */
export const forgettableFrom = ({ turn, next, sms }: PasswordTurns): number =>
  Math.max(turn?.until ?? 0, next?.until ?? 0, sms ? sms.at + samePasswordFor : 0);

/** A turn's id, which also seeds the password of its SMS; 128 random bits. */
export const newTurnId = () => randomBytes(16).toString('base64url');

/** Derives the temporary password of an SMS; another number gets another password. */
export type SmsPassword = (accountId: string, mobile: string, sms: SmsSeed) => string;

/** Derives unguessable passwords: the same for every SMS of one seed, even if the secret was rotated in between. */
export const smsPasswordOf =
  (pseudonyms: Pseudonyms): SmsPassword =>
  (accountId, mobile, { seed, secretVersion }) =>
    generatePassword(bytesFrom(pseudonyms.of(secretVersion)('sms-password', accountId, mobile, seed)));
