import type { PasswordAnswer, SessionTokens, UserPool } from '#shared/sign-in/pool/user-pool.ts';
import { type AttemptOutcome, type Guard, GuardContended, type Lock, type Settlement, type Standing } from './guard.ts';
import type { Lane } from './lane.ts';

/** The outcome of testing a password; `attemptsLeft`: wrong passwords until the lock (R1.3). */
export type PasswordOutcome =
  | { readonly kind: 'signed-in'; readonly tokens: SessionTokens }
  | { readonly kind: 'new-password-required'; readonly challengeToken: string }
  | { readonly kind: 'wrong'; readonly attemptsLeft: number }
  | { readonly kind: 'locked'; readonly lockedUntil: Date }
  /** Nothing is known about the password: retry in `retryAfterSeconds`. `because` is for the log. */
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number; readonly because?: string };

/** Tests one password of a trimmed, lower-cased username, in a lane that the caller may use. */
export type PasswordCheck = (username: string, password: string, lane: Lane) => Promise<PasswordOutcome>;

type Needs = {
  readonly guard: Pick<Guard, 'standing' | 'admit' | 'settle'>;
  readonly pool: Pick<UserPool, 'testPassword'>;
  readonly now: () => Date;
  /** Waits for this many ms. */
  readonly pause: (ms: number) => Promise<unknown>;
  /** Returns an unguessable id, never the same twice. */
  readonly newAttemptId: () => string;
  /** Called once for each wrong password that locks its lane or the open one; never throws. */
  readonly onLock?: (lock: Lock) => Promise<void>;
};

/** Pauses (ms) between checks of a guard that others hold: short at first, because an attempt takes some 300 ms. */
const waits = Array.from({ length: 30 }, (_, n) => Math.min(1_200, 150 * 1.6 ** n));
/** No attempt begins after this time (ms); together with the pool's longest answer (14 s) it stays within the function's 29 s. */
const lastAttempt = 12_000;
/** Until this time (ms) it checks whether the others have locked the username, as they do in a storm of guesses. */
const lastLook = 22_000;
/** If a trigger has not answered for 5 s, the pool runs it again; the first run may then still take a lease. */
const triggerRunsAgainAfter = 5_000;
/** ms. A connection that breaks within this time was most likely dead before. */
const brokenAtOnce = 1_000;

type Tried = { readonly username: string; readonly attemptId: string; readonly lane: Lane };

/** No lease was taken. `again`: wait and try again. `locked`: check until when the lane is locked. */
type Retry = 'again' | 'locked';

const busy = (because: string): PasswordOutcome => ({ kind: 'busy', retryAfterSeconds: 5, because });
const othersTry = busy('others-try');
const lockedOut = (until: number): PasswordOutcome => ({ kind: 'locked', lockedUntil: new Date(until) });

/**
 * The only way to test a password (R3.2a). Lease, comparison and settlement are one function, so no caller can have one without
 * the others. If three other attempts are in progress, it waits for them, so right sign-ins in parallel do not refuse each other.
 * Throws what the guard throws; an open lease then becomes a strike (R3.3).
 */
export function createPasswordCheck({ guard, pool, now, pause, newAttemptId, onLock }: Needs): PasswordCheck {
  const time = () => now().getTime();

  async function attempt(username: string, password: string, lane: Lane): Promise<PasswordOutcome | Retry> {
    const attemptId = newAttemptId();
    const askedAt = time();
    const answer = await pool.testPassword(username, password, { attemptId, lane });
    try {
      return await settle({ username, attemptId, lane }, answer, time() - askedAt);
    } catch (error) {
      // Too many writers collide at this guard. Without a settled lease there are no tokens; an open lease becomes a strike
      // (R3.3).
      if (error instanceof GuardContended) return busy('guard-changes');
      throw error;
    }
  }

  async function settle(tried: Tried, answer: PasswordAnswer, tookMs: number): Promise<PasswordOutcome | Retry> {
    const note = (outcome: AttemptOutcome) => guard.settle(tried.username, tried.attemptId, outcome, tried.lane);
    switch (answer.kind) {
      case 'tokens':
        guarded(await note('success'));
        return { kind: 'signed-in', tokens: answer.tokens };
      case 'new-password-required':
        // A right temporary password is no strike (R3.3).
        guarded(await note('success'));
        return { kind: 'new-password-required', challengeToken: answer.challengeToken };
      case 'wrong':
        return strikeOf(tried);
      case 'refused-busy':
      case 'refused-locked':
        if (tookMs >= triggerRunsAgainAfter) await note('untested');
        return answer.kind === 'refused-locked' ? 'locked' : 'again';
      case 'untested':
        await note('untested');
        return busy(answer.because ?? 'pool-refused');
      case 'unreached':
        return 'again';
      case 'unknown': {
        // If the trigger has not run, it cannot take a lease after this: nothing was tested.
        const { ending } = await note('unknown');
        return ending === 'settled' && tookMs < brokenAtOnce ? 'again' : busy('pool-unanswered');
      }
    }
  }

  async function strikeOf({ username, attemptId, lane }: Tried): Promise<PasswordOutcome | Retry> {
    const settled = await guard.settle(username, attemptId, 'wrong', lane);
    if (settled.ending !== 'unguarded') return struck(settled);
    // The pool refuses some users (disabled ones) before it calls our trigger. They must get the same answers as others (R1.1).
    const admission = await guard.admit(username, attemptId, lane);
    if (admission.kind === 'locked') return lockedOut(admission.until);
    if (admission.kind === 'busy') return 'again';
    return struck(await guard.settle(username, attemptId, 'wrong', lane));
  }

  async function struck({ standing, lock }: Settlement): Promise<PasswordOutcome> {
    if (lock) await onLock?.(lock);
    return wrong(standing);
  }

  return async (username, password, lane) => {
    const startedAt = time();
    for (const wait of waits) {
      const standing = await guard.standing(username, lane);
      if (standing.kind === 'locked') return lockedOut(standing.until);
      const isLate = time() - startedAt > lastAttempt;
      if (standing.kind === 'open') {
        if (isLate) return othersTry;
        const outcome = await attempt(username, password, lane);
        if (outcome === 'locked') continue;
        if (outcome !== 'again') return outcome;
      }
      if (time() - startedAt > lastLook) return othersTry;
      await pause(wait * (0.5 + Math.random() / 2));
    }
    return othersTry;
  };
}

/** The third wrong password gets the lock itself as its answer (R1.3). */
const wrong = (standing: Standing): PasswordOutcome =>
  standing.kind === 'locked' ? lockedOut(standing.until) : { kind: 'wrong', attemptsLeft: standing.attemptsLeft };

/** A success without a lease means that the pool does not call our guard: then nobody may sign in (R3.2). */
function guarded({ ending }: Settlement): void {
  if (ending === 'unguarded') throw new Error('The pool tested a password that the guard had not admitted');
}
