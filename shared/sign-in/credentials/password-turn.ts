import { randomBytes } from 'node:crypto';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { bytesFrom, generatePassword } from './generated-password.ts';

/**
 * Whose turn it is to set the password of one account, as pure functions (R2.9, R4.3). Times are ms since 1970 UTC.
 *
 * The pool keeps the password that was set last. So all who set one take turns, and check during their turn what allows them to:
 * the session, the challenge, the registration. Recovery and helpdesk outrank the others and are always next: repeated requests
 * of others cannot delay them.
 */
export type PasswordTurns = {
  /** Until then the holder may set a password, and the pool may still carry out what the holder asked for. */
  readonly turn?: { readonly id: string; readonly until: number };
  /** Until then no other turn begins. */
  readonly next?: { readonly id: string; readonly until: number };
  /** The password of the last SMS, unless another one was set since. */
  readonly sms?: SmsSeed;
};

/** What the password of an SMS is made from, together with the secret of this version. */
export type SmsSeed = { readonly seed: string; readonly at: number; readonly secretVersion: string };

/** Who asks for a turn; `sms`: to send a password, made with the secret of this version. */
export type Asker = {
  /** Random: the same id again is the same turn. */
  readonly id: string;
  readonly outranks: boolean;
  readonly sms?: { readonly secretVersion: string };
};

/**
 * ms. Longer than a function that sets passwords may run (30 s) together with a call that it sends at its end (5 s, and some
 * seconds in which the pool may work on after the caller stopped waiting).
 */
export const turnLength = 45_000;
/** ms; the next one looks several times a second, until its function ends. */
const nextLength = 45_000;
/** ms; two requests within it send the same password, because messages overtake each other. */
const samePasswordFor = 60_000;

const current = <T extends { readonly until: number }>(one: T | undefined, now: number) =>
  one && one.until > now ? one : undefined;

/** The state after a request, and whether the asker has the turn. `state` is the object given where there is nothing to write. */
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

/** Whether somebody may still set a password, or has asked the pool to. */
export const isTaken = (state: PasswordTurns, now: number): boolean => current(state.turn, now) !== undefined;

/** The time (ms) from which nothing of the state is needed any more. */
export const forgettableFrom = ({ turn, next, sms }: PasswordTurns): number =>
  Math.max(turn?.until ?? 0, next?.until ?? 0, sms ? sms.at + samePasswordFor : 0);

/** Names one turn at an account's password, and seeds the password of its SMS; 128 random bits. */
export const newTurnId = () => randomBytes(16).toString('base64url');

/** Makes the temporary password of an SMS; another number gets another one. */
export type SmsPassword = (accountId: string, mobile: string, sms: SmsSeed) => string;

/** Passwords that nobody can guess, the same for every SMS of one seed, also where the secret was rotated between two of them. */
export const smsPasswordOf =
  (pseudonyms: Pseudonyms): SmsPassword =>
  (accountId, mobile, { seed, secretVersion }) =>
    generatePassword(bytesFrom(pseudonyms.of(secretVersion)('sms-password', accountId, mobile, seed)));
