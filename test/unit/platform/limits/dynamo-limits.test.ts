import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { dynamoLimits } from '#shared/platform/limits/dynamo-limits.ts';
import {
  type Attempt,
  type Limits,
  largestLimit,
  limitWindow,
  networkWindow,
  readLimit,
  takeAll,
} from '#shared/platform/limits/limits.ts';
import { setupRegistration } from '#test/support/registration-setup.ts';

const now = new Date('2027-01-31T09:00:00.400Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const three = { kind: 'K', who: 'somebody', max: 3 };

/** Limits on the local table; `loseAnswers`: the SDK repeats every write, since it heard nothing of the first. */
async function setup() {
  const { client, itemsOf, items } = await setupRegistration([]);
  const limits = dynamoLimits(client, 'portal');
  const take = async (limited = three, at = now) => {
    const taken = await limits.take(limited, at);
    return taken.allowed ? taken.attempt : undefined;
  };
  return {
    ...{ limits, take, items },
    /** How many more are allowed. */
    async left() {
      let allowed = 0;
      const attempts: Attempt[] = [];
      for (let taken = await take(); taken; taken = await take()) {
        allowed++;
        attempts.push(taken);
      }
      for (const attempt of attempts) await limits.giveBack(attempt);
      return allowed;
    },
    loseAnswers: () =>
      client.middlewareStack.add(
        (next) => async (args) => {
          await next(args);
          return next(args);
        },
        { step: 'finalizeRequest', priority: 'low' },
      ),
    kept: async () => (await itemsOf('LIMIT#')).length,
  };
}

describe('R2.3 a limit counts attempts', () => {
  it('allows its number a window, however many come at once', async () => {
    const { take } = await setup();
    const taken = await Promise.all(Array.from({ length: 10 }, () => take()));
    expect(taken.filter(Boolean)).toHaveLength(3);
    expect(await take(three, later(limitWindow - 1))).toBeUndefined();
    expect(await take(three, later(limitWindow))).toBeDefined();
  });

  it('R2.3a counts within the window that the limit names', async () => {
    const { limits, take } = await setup();
    const short = { ...three, window: networkWindow };
    for (let n = 0; n < 3; n++) await take(short);
    expect(await limits.take(short, later(60))).toEqual({ allowed: false, retryAfterSeconds: networkWindow - 60 });
    // The next window is as short.
    for (let n = 0; n < 3; n++) expect(await take(short, later(networkWindow))).toBeDefined();
    expect(await limits.take(short, later(networkWindow + 1))).toEqual({
      ...{ allowed: false, retryAfterSeconds: networkWindow - 1 },
    });
  });

  it('says how long to wait for the next window', async () => {
    const { limits, take } = await setup();
    for (let n = 0; n < 3; n++) await take();
    expect(await limits.take(three, later(60))).toEqual({ allowed: false, retryAfterSeconds: limitWindow - 60 });
  });

  it('counts once, although the SDK repeats a write whose answer was lost', async () => {
    const { take, left, loseAnswers } = await setup();
    loseAnswers();
    expect(await take()).toBeDefined();
    expect(await left()).toBe(2);
    // In a window that begins over an old one, too.
    expect(await take(three, later(limitWindow))).toBeDefined();
    const next = await Promise.all([1, 2, 3].map(() => take(three, later(limitWindow + 1))));
    expect(next.filter(Boolean)).toHaveLength(2);
  });

  it('gives back exactly the attempt that was taken', async () => {
    const { limits, take, left, loseAnswers } = await setup();
    loseAnswers();
    const [failed, succeeded] = [await take(), await take()];
    if (!failed || !succeeded) throw new Error('not taken');
    await limits.giveBack(succeeded);
    await limits.giveBack(succeeded);
    expect(await left()).toBe(2);
    await limits.giveBack(failed);
    expect(await left()).toBe(3);
  });

  it('gives nothing back for an attempt of an earlier window', async () => {
    const { limits, take } = await setup();
    const old = await take();
    if (!old) throw new Error('not taken');
    const taken = await Promise.all([1, 2, 3].map(() => take(three, later(limitWindow))));
    expect(taken.filter(Boolean)).toHaveLength(3);
    await limits.giveBack(old);
    expect(await take(three, later(limitWindow))).toBeUndefined();
  });

  it('takes several limits together, all or none', async () => {
    const { limits, take, kept } = await setup();
    const one = { kind: 'K', who: 'another', max: 1 };
    await takeAll(limits, [three, one], now);
    await expect(takeAll(limits, [three, one], now)).rejects.toMatchObject({ code: 'too-many-requests' });
    expect(await Promise.all([1, 2, 3].map(() => take()))).toEqual([expect.anything(), expect.anything(), undefined]);
    expect(await kept()).toBe(2);
  });

  it('R2.3a a caller whose own count is used up touches no shared one, not even for a moment', async () => {
    const { limits } = await setup();
    const asked: string[] = [];
    const watched: Limits = {
      ...limits,
      take(limited, at) {
        asked.push(limited.who);
        return limits.take(limited, at);
      },
    };
    const own = { kind: 'K', who: 'own', max: 1 };
    await takeAll(watched, [own, three], now);
    asked.length = 0;
    await expect(takeAll(watched, [own, three], now)).rejects.toMatchObject({ code: 'too-many-requests' });
    expect(asked).toEqual(['own']);
  });

  it('an item of the most attempts takes ten write units', async () => {
    const { take, items } = await setup();
    await take({ kind: 'K', who: 'p'.repeat(60), max: largestLimit });
    const [item] = await items();
    const [attempt = ''] = v.parse(v.set(v.string()), item?.attempts);
    const others = `${item?.pk}${item?.sk}attemptsexpiresAt`.length + 30;
    expect(Math.ceil((largestLimit * (attempt.length + 1) + others) / 1024)).toBeLessThanOrEqual(10);
  });
});

describe('a limit of the settings', () => {
  it.each(['0', '-1', '1.5', 'many', '1001'])('%s is refused', (setting) => {
    expect(() => readLimit(setting)).toThrow();
  });

  it('is a whole number, and its item stays small', () => {
    expect(readLimit('1000')).toBe(1000);
  });
});
