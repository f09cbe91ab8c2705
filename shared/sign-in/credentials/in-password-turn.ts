import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import { Unanswered } from './credentials.ts';
import type { Asker, SmsSeed } from './password-turn.ts';

/** Where turns are kept. */
export type TurnStore = {
  /** Requests a turn; `gone` if the account is no longer active. Throws DomainError `busy` when too many writers collide. */
  readonly take: (
    accountId: string,
    asker: Asker,
    now: Date,
  ) => Promise<{ readonly sms: SmsSeed | undefined } | 'held' | 'gone'>;
  /** Ends a turn. Does nothing if it has ended. */
  readonly release: (accountId: string, id: string) => Promise<void>;
  readonly isTaken: (accountId: string, now: Date) => Promise<boolean>;
};

export type PasswordTurnNeeds = {
  readonly turns: Pick<TurnStore, 'take' | 'release'>;
  /** Returns an unguessable id, never the same twice. */
  readonly newTurnId: () => string;
  readonly now: () => Date;
  /** Waits for this many ms. */
  readonly pause: (ms: number) => Promise<unknown>;
};

/** The terms of a request for a turn. */
export type TurnTerms = {
  /**
   * Whether this request is always next. Recovery and helpdesk are: they replace a password that somebody else may be setting.
   */
  readonly outranks?: boolean;
  readonly sms?: { readonly secretVersion: string };
  /** How long to wait for the turn, in ms. */
  readonly patience?: number;
};

const lookEvery = 200;
const usualPatience = 4_000;

/**
 * Runs `work` in a turn at the account's password, and returns its result; `gone` if the account is not active. `work` must check
 * what allows it, because the turn before may have changed that. If the pool did not answer, the turn is not released but
 * expires, because the pool may still carry out the call.
 *
 * @throws DomainError `busy` if the turn does not come in time, and what `work` throws
 */
export async function inPasswordTurn<T>(
  { turns, newTurnId, now, pause }: PasswordTurnNeeds,
  accountId: string,
  { outranks = false, sms, patience = usualPatience }: TurnTerms,
  work: (sms: SmsSeed | undefined) => Promise<T>,
): Promise<T | 'gone'> {
  const asker: Asker = { id: newTurnId(), outranks, ...(sms ? { sms } : {}) };
  const looks = Math.ceil(patience / lookEvery);
  for (let look = 1; look <= looks; look++) {
    const taken = await turns.take(accountId, asker, now());
    if (taken === 'gone') return 'gone';
    if (taken !== 'held') return await release(turns, accountId, asker.id, () => work(taken.sms));
    await pause(lookEvery);
  }
  throw new DomainError('busy', {}, { retryAfterSeconds: 5, because: 'password-held' });
}

async function release<T>(
  turns: PasswordTurnNeeds['turns'],
  accountId: string,
  id: string,
  work: () => Promise<T>,
): Promise<T> {
  let mayStillSet = false;
  try {
    return await work();
  } catch (error) {
    mayStillSet = error instanceof Unanswered;
    throw error;
  } finally {
    if (!mayStillSet) await giveBack(turns, accountId, id);
  }
}

/** The work is done: a failed release is only logged, and the turn expires. */
async function giveBack(turns: PasswordTurnNeeds['turns'], accountId: string, id: string): Promise<void> {
  try {
    await turns.release(accountId, id);
  } catch (error) {
    log.error('password-turn-not-released', describeError(error));
  }
}
