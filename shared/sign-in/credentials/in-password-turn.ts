import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import { Unanswered } from './credentials.ts';
import type { Asker, SmsSeed } from './password-turn.ts';

export type TurnStore = {
  /** Asks for a turn; `gone` when the account is no longer active. Throws DomainError `busy` when too many write at once. */
  readonly take: (
    accountId: string,
    asker: Asker,
    now: Date,
  ) => Promise<{ readonly sms: SmsSeed | undefined } | 'held' | 'gone'>;
  /** Does nothing when the turn has ended before. */
  readonly release: (accountId: string, id: string) => Promise<void>;
  readonly isTaken: (accountId: string, now: Date) => Promise<boolean>;
};

export type PasswordTurnNeeds = {
  readonly turns: Pick<TurnStore, 'take' | 'release'>;
  /** Unguessable and never the same twice. */
  readonly newTurnId: () => string;
  readonly now: () => Date;
  /** Waits so many ms. */
  readonly pause: (ms: number) => Promise<unknown>;
};

export type TurnTerms = {
  /** Whether it is the next in any case: recovery and helpdesk, which must end what somebody else may be at. */
  readonly outranks?: boolean;
  readonly sms?: { readonly secretVersion: string };
  /** How long it waits for its turn, in ms. */
  readonly patience?: number;
};

const lookEvery = 200;
const usualPatience = 4_000;

/**
 * Does something about an account's password in a turn of its own. What allows it must be read inside `work`: whoever had the
 * turn before may have changed it. A turn whose call to the pool stayed without an answer is not given back but runs out, since
 * that call may yet be carried out. Gives `gone` for an account that is not active (any more); throws DomainError `busy` when
 * its turn does not come.
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
  throw new DomainError('busy', {}, { retryAfterSeconds: 5 });
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

/** What was done is done: a turn that cannot be given back runs out. */
async function giveBack(turns: PasswordTurnNeeds['turns'], accountId: string, id: string): Promise<void> {
  try {
    await turns.release(accountId, id);
  } catch (error) {
    log.error('password-turn-not-released', describeError(error));
  }
}
