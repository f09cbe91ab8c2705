import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lock } from '#shared/sign-in/guard/guard.ts';
import { type Lane, openLane } from '#shared/sign-in/guard/lane.ts';
import { createPasswordCheck } from '#shared/sign-in/guard/password-check.ts';
import type { Attempt, PasswordAnswer } from '#shared/sign-in/pool/user-pool.ts';
import { aMemoryGuard } from '#test/builders/memory-guard.ts';
import { noProofs } from '#test/builders/no-proofs.ts';
import { someTokens } from '#test/builders/session-tokens.ts';
import { guardSignIn } from '../../../../functions/guard-sign-in/guard-sign-in.ts';

/** A pool that asks the guard's trigger, one time twice (the first run did not answer within 5 s), and then compares. */
function aPool(trigger: ReturnType<typeof guardSignIn>, time: { now: number }, turn: <T>(value: T) => Promise<T>) {
  const tested: string[] = [];
  const testedIn: { lane: Lane; password: string }[] = [];
  let asked = 0;
  const ask = (userName: string, attempt: Attempt) => trigger({ userName, request: { validationData: attempt } });
  return {
    tested,
    testedIn,
    async testPassword(username: string, password: string, attempt: Attempt): Promise<PasswordAnswer> {
      try {
        if (++asked === 5) {
          void ask(username, attempt).catch(() => undefined);
          time.now += 5_000;
        }
        await ask(username, attempt);
      } catch (error) {
        const word = error instanceof Error ? error.message : '';
        return { kind: word === 'LOCKED' ? 'refused-locked' : 'refused-busy' };
      }
      await turn('compare');
      tested.push(password);
      testedIn.push({ lane: attempt.lane, password });
      return password === 'right' ? { kind: 'tokens', tokens: someTokens() } : { kind: 'wrong' };
    },
  };
}

describe('sign-ins in parallel, in the orders that fast-check generates', () => {
  it('R3.2 at most three wrong passwords are tested, and never is a lock without three', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom('right', 'wrong', 'wrong'), { minLength: 2, maxLength: 9 }),
        async (scheduler, passwords) => {
          const turn = <T>(value: T) => scheduler.schedule(Promise.resolve(value));
          const time = { now: Date.parse('2027-01-31T12:00:00Z') };
          const now = () => new Date(time.now);
          const { guard, stateOf } = aMemoryGuard({ now, turn });
          const pool = aPool(guardSignIn({ guard, ...noProofs }), time, turn);
          let ids = 0;
          const newAttemptId = () => `attempt-number-${String(ids++).padStart(10, '0')}`;
          const check = createPasswordCheck({ guard, pool, now, newAttemptId, pause: () => turn('pause') });
          const running = Promise.all(passwords.map((password) => check('anna', password, openLane)));
          await scheduler.waitFor(running);
          const outcomes = await running;

          const isLocked = outcomes.some(({ kind }) => kind === 'locked');
          if (!passwords.includes('right')) expect(pool.tested.length).toBeLessThanOrEqual(3);
          expect(isLocked).toBe(stateOf('anna').lockedUntil !== undefined);
          if (isLocked) expect(pool.tested.filter((password) => password === 'wrong').length).toBeGreaterThanOrEqual(3);
          // The late run has given its lease back, or never got one.
          expect(stateOf('anna').leases).toEqual({});
          for (const [n, outcome] of outcomes.entries())
            if (outcome.kind === 'signed-in') expect(passwords[n]).toBe('right');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('R3.2b in several lanes at once at most three wrong passwords are tested in each, and the device’s lock the open one', async () => {
    const device: Lane = 'device.PPPPPPPPPPPPPPPPPPPPPP';
    const lanes: readonly Lane[] = [openLane, device, `recovery.${'R'.repeat(43)}`];
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom(...lanes, device), { minLength: 4, maxLength: 12 }),
        async (scheduler, tries) => {
          const turn = <T>(value: T) => scheduler.schedule(Promise.resolve(value));
          const time = { now: Date.parse('2027-01-31T12:00:00Z') };
          const now = () => new Date(time.now);
          const { guard, stateOf } = aMemoryGuard({ now, turn });
          const pool = aPool(guardSignIn({ guard, ...noProofs }), time, turn);
          let ids = 0;
          const newAttemptId = () => `attempt-number-${String(ids++).padStart(10, '0')}`;
          const locks: Lock[] = [];
          const onLock = async (lock: Lock) => void locks.push(lock);
          const check = createPasswordCheck({ guard, pool, now, newAttemptId, onLock, pause: () => turn('pause') });
          const running = Promise.all(tries.map((lane) => check('anna', 'wrong', lane)));
          await scheduler.waitFor(running);
          const outcomes = await running;

          for (const lane of lanes) {
            const [asked, tested] = [tries, pool.testedIn.map((one) => one.lane)].map(
              (all) => all.filter((one) => one === lane).length,
            );
            expect(tested).toBeLessThanOrEqual(3);
            const answers = outcomes.filter((_, n) => tries[n] === lane);
            const isLocked = stateOf('anna', lane).lockedUntil !== undefined;
            if (answers.some(({ kind }) => kind === 'locked')) expect(isLocked).toBe(true);
            // Nobody waits in vain here: whoever asks is tested, or finds the lock.
            if (lane !== openLane) expect(isLocked).toBe((asked ?? 0) >= 3);
            expect(stateOf('anna', lane).leases).toEqual({});
          }
          if (stateOf('anna', device).lockedUntil !== undefined)
            expect(stateOf('anna', openLane).lockedUntil).toBeDefined();
          // R3.5: each lane tells its lock at most once; the open one may lock by a device's strike.
          for (const kind of ['open', 'device', 'recovery'])
            expect(locks.filter(({ lane }) => lane === kind).length).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
