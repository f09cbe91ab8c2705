import { describe, expect, it } from 'vitest';
import { GuardContended, leaseLength } from '#shared/sign-in/guard/guard.ts';
import { openLane } from '#shared/sign-in/guard/lane.ts';
import { createPasswordCheck } from '#shared/sign-in/guard/password-check.ts';
import type { PasswordAnswer } from '#shared/sign-in/pool/user-pool.ts';
import { aMemoryGuard } from '#test/builders/memory-guard.ts';
import { someTokens } from '#test/builders/session-tokens.ts';

type Answer = PasswordAnswer & { readonly leases?: boolean; readonly tookMs?: number };

/** The check over a pool that gives these answers one after the other; it asks the guard first unless `leases` is false. */
function setup(...answers: Answer[]) {
  const time = { now: Date.parse('2027-01-31T12:00:00Z') };
  const now = () => new Date(time.now);
  const { guard, counted, stateOf } = aMemoryGuard({ now });
  const asked: string[] = [];
  const check = createPasswordCheck({
    guard,
    now,
    pause: async (ms) => {
      time.now += ms;
    },
    newAttemptId: () => `attempt-${asked.length}`,
    pool: {
      async testPassword(username, _password, { attemptId }) {
        asked.push(attemptId);
        const {
          leases = true,
          tookMs = 0,
          ...answer
        } = answers.shift() ?? { kind: 'unreached' as const, leases: false };
        if (leases) await guard.admit(username, attemptId);
        time.now += tookMs;
        return answer;
      },
    },
  });
  return {
    check: () => check('anna', 'secret', openLane),
    guard,
    counted,
    stateOf: () => stateOf('anna'),
    asked,
    time,
  };
}

const signedIn = (over: { leases?: boolean } = {}): Answer => ({ kind: 'tokens', tokens: someTokens(), ...over });

describe('a password check', () => {
  it('R3.3 gives the lease back when nothing was tested', async () => {
    const { check, stateOf } = setup({ kind: 'untested' });
    expect(await check()).toEqual({ kind: 'busy', retryAfterSeconds: 5, because: expect.any(String) });
    expect(stateOf()).toMatchObject({ strikes: 0, leases: {} });
  });

  it('R3.3 keeps the lease of an unknown outcome; it is a strike when it expires', async () => {
    const { check, guard, time } = setup({ kind: 'unknown', tookMs: 14_000 });
    expect((await check()).kind).toBe('busy');
    expect(await guard.standing('anna')).toMatchObject({ attemptsLeft: 3 });
    time.now += leaseLength;
    expect(await guard.standing('anna')).toMatchObject({ attemptsLeft: 2 });
  });

  it('R3.3 a connection that broke before the pool asked the guard is no strike: it tries again under another id', async () => {
    const { check, guard, asked, time } = setup({ kind: 'unknown', leases: false }, signedIn());
    expect((await check()).kind).toBe('signed-in');
    expect(asked).toHaveLength(2);
    time.now += leaseLength;
    expect(await guard.standing('anna')).toMatchObject({ attemptsLeft: 3 });
  });

  it('R3.3 an attempt given up without a lease can never take one later', async () => {
    const { check, guard } = setup({ kind: 'unknown', leases: false, tookMs: 14_000 });
    expect((await check()).kind).toBe('busy');
    expect((await guard.admit('anna', 'attempt-0')).kind).toBe('busy');
  });

  it('R3.3 a refusal that took so long that the trigger ran twice spends the id', async () => {
    const { check, guard } = setup({ kind: 'refused-busy', leases: false, tookMs: 5_200 }, signedIn());
    expect((await check()).kind).toBe('signed-in');
    expect((await guard.admit('anna', 'attempt-0')).kind).toBe('busy');
  });

  it('R3 waits while three others are in progress, then continues', async () => {
    const { check, guard, asked, time } = setup(signedIn());
    for (const id of ['one', 'two', 'three']) await guard.admit('anna', id);
    time.now += leaseLength - 500;
    const locking = check();
    expect((await locking).kind).toBe('locked');
    expect(asked).toHaveLength(0);
  });

  it('R3 gives up waiting after 22 s, without having asked the pool', async () => {
    const { check, guard, asked, time } = setup(signedIn());
    for (const id of ['one', 'two', 'three']) await guard.admit('anna', id);
    const startedAt = time.now;
    expect((await check()).kind).toBe('busy');
    expect(asked).toHaveLength(0);
    expect(time.now - startedAt).toBeLessThan(24_000);
  });

  it('R3.1 answers a lock that begins while an attempt waits, also where its time for an attempt is over', async () => {
    const { check, guard, asked, time } = setup(signedIn());
    const others = ['one', 'two', 'three'];
    for (const id of others) await guard.admit('anna', id);
    const startedAt = time.now;
    const checking = check();
    while (time.now - startedAt < 13_000) await Promise.resolve();
    for (const id of others) await guard.settle('anna', id, 'wrong');
    expect((await checking).kind).toBe('locked');
    expect(asked).toHaveLength(0);
  });

  it('begins no attempt after 12 s, so that the last one ends within the function’s time', async () => {
    const slow = { kind: 'refused-busy' as const, leases: false, tookMs: 5_900 };
    const { check, asked } = setup(slow, slow, slow, slow, signedIn());
    expect((await check()).kind).toBe('busy');
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  it.each([signedIn(), { kind: 'wrong' } as const, { kind: 'refused-busy', leases: false, tookMs: 6_000 } as const])(
    'R12.2 answers busy, and gives no tokens, where too many others write the guard: $kind',
    async (answer) => {
      const { check, guard } = setup(answer);
      Object.assign(guard, { settle: () => Promise.reject(new GuardContended()) });
      expect(await check()).toEqual({ kind: 'busy', retryAfterSeconds: 5, because: expect.any(String) });
    },
  );

  it('a locked answer costs one read and nothing else', async () => {
    const { check, guard, counted, asked } = setup();
    for (const id of ['one', 'two', 'three']) {
      await guard.admit('anna', id);
      await guard.settle('anna', id, 'wrong');
    }
    Object.assign(counted, { reads: 0, writes: 0 });
    expect((await check()).kind).toBe('locked');
    expect({ ...counted, asked: asked.length }).toEqual({ reads: 1, writes: 0, asked: 0 });
  });

  it('R3.2 gives no tokens for a password that the pool tested without asking the guard', async () => {
    const { check } = setup(signedIn({ leases: false }));
    await expect(check()).rejects.toThrow('not admitted');
  });

  it('R1.1 a refusal before the guard was asked is a strike all the same', async () => {
    const wrong = { kind: 'wrong' as const, leases: false };
    const { check } = setup(wrong, wrong, wrong);
    expect(await check()).toEqual({ kind: 'wrong', attemptsLeft: 2 });
    expect(await check()).toEqual({ kind: 'wrong', attemptsLeft: 1 });
    expect((await check()).kind).toBe('locked');
  });
});
