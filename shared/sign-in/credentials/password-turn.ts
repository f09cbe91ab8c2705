import { randomBytes } from 'node:crypto';
import { bytesFrom, generatePassword } from '#shared/customers/accounts/generated-password.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
/**
 * Whose turn it is to set the password of one account, as pure functions (R2.9, R4.3). Times are ms since 1970 UTC.
 *
 * The pool keeps the password that was set last, whoever sets it. So all who set one take turns, and check under the turn what
 * allows them to: the session, the challenge, the registration. Whoever outranks the others (a recovery, the helpdesk) is the
 * next in any case: nobody who keeps asking can hold it off.
 */
export type PasswordTurns = {
  /** Until then this one may set a password, and what it has asked the pool for may still be carried out. */
  readonly turn?: { readonly id: string; readonly until: number };
  /** Until then nobody else's turn begins. */
  readonly next?: { readonly id: string; readonly until: number };
  /** The password of the last SMS, where no other was set since. */
  readonly sms?: SmsSeed;
};

/** What the password of an SMS is made of, beside the secret of this version. */
export type SmsSeed = { readonly seed: string; readonly at: number; readonly secretVersion: string };

/** Who asks for a turn; `sms`: to send a password, made with the secret of this version. */
export type Asker = {
  /** Random: the same id again is the same turn. */
  readonly id: string;
  readonly outranks: boolean;
  readonly sms?: { readonly secretVersion: string };
};

/**
 * ms. Longer than any function that sets passwords may run (30 s) and than the pool may take over a call that was sent at its
 * end (5 s, and some for what the pool does after nobody waits any more).
 */
export const turnLength = 45_000;
/** ms; whoever is next looks several times a second, and dies with its function. */
const nextLength = 45_000;
/** ms; who asks for the SMS twice gets the same password twice: messages overtake each other. */
const samePasswordFor = 60_000;

const current = <T extends { readonly until: number }>(one: T | undefined, now: number) =>
  one && one.until > now ? one : undefined;

/** The state after somebody asked, and whether it is their turn. `state` is the very object given when there is nothing to write. */
export function take(state: PasswordTurns, asker: Asker, now: number): { state: PasswordTurns; isTaken: boolean } {
  const turn = current(state.turn, now);
  const next = current(state.next, now);
  if (turn?.id === asker.id) return { state, isTaken: true };
  if (next === undefined || next.id === asker.id) {
    if (turn === undefined) return { state: begin(state, asker, now), isTaken: true };
    const isToldLately = next !== undefined && next.until - now > nextLength / 2;
    if (asker.outranks && !isToldLately)
      return { state: { ...state, next: { id: asker.id, until: now + nextLength } }, isTaken: false };
  }
  return { state, isTaken: false };
}

function begin({ sms }: PasswordTurns, { id, sms: wanted }: Asker, now: number): PasswordTurns {
  const turn = { id, until: now + turnLength };
  if (!wanted) return { turn };
  return { turn, sms: sms && now - sms.at < samePasswordFor ? sms : { seed: id, at: now, ...wanted } };
}

/** Whether somebody may still set a password, or have asked the pool to. */
export const isTaken = (state: PasswordTurns, now: number): boolean => current(state.turn, now) !== undefined;

/** From when on nothing of it counts any more. */
export const forgettableFrom = ({ turn, next, sms }: PasswordTurns): number =>
  Math.max(turn?.until ?? 0, next?.until ?? 0, sms ? sms.at + samePasswordFor : 0);

/** Names one turn at an account's password, and seeds the password of its SMS; 128 random bits. */
export const newTurnId = () => randomBytes(16).toString('base64url');

/** The temporary password of an SMS: another one for another number. */
export type SmsPassword = (accountId: string, mobile: string, sms: SmsSeed) => string;

/** Random to everybody else, the same for every SMS of one seed, also when the secret is rotated between two of them. */
export const smsPasswordOf =
  (pseudonyms: Pseudonyms): SmsPassword =>
  (accountId, mobile, { seed, secretVersion }) =>
    generatePassword(bytesFrom(pseudonyms.of(secretVersion)('sms-password', accountId, mobile, seed)));
