import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Clock, createClock } from '#host/clock.ts';

const clocks: Clock[] = [];
const aClock = () => {
  const clock = createClock();
  clocks.push(clock);
  return clock;
};
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.stop();
});

describe('the moved clock', () => {
  it('runs tasks that fall due on the way, in the order of their due times, before it returns', async () => {
    const clock = aClock();
    const ran: string[] = [];
    const now = clock.now();
    clock.schedule(now + 20_000, () => void ran.push('second'));
    clock.schedule(now + 10_000, async () => void ran.push('first'));
    clock.schedule(now + 90_000, () => void ran.push('later'));
    await clock.advance(60_000);
    expect(ran).toEqual(['first', 'second']);
  });

  it('stays on whole milliseconds, and reaches what a move by less was to reach', async () => {
    const clock = aClock();
    await clock.advance(1000.25);
    expect([clock.offset(), Number.isInteger(clock.now())]).toEqual([1001, true]);
  });

  it('a cancelled task does not run', async () => {
    const clock = aClock();
    const ran: number[] = [];
    clock.schedule(clock.now() + 1000, () => void ran.push(1))();
    await clock.advance(5000);
    expect(ran).toEqual([]);
  });

  it('runs a task in real time too', async () => {
    const clock = aClock();
    const { promise, resolve } = Promise.withResolvers<void>();
    clock.schedule(clock.now() + 10, resolve);
    await promise;
  });

  it('one task that fails does not keep the others from running', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    const clock = aClock();
    const ran: number[] = [];
    clock.schedule(clock.now() + 1, () => Promise.reject(new Error('no')));
    clock.schedule(clock.now() + 2, () => void ran.push(2));
    await clock.advance(1000);
    quiet.mockRestore();
    expect(ran).toEqual([2]);
  });

  it('shares the move with other threads, and its reset', async () => {
    const clock = aClock();
    await clock.advance(5000);
    expect(new Float64Array(clock.shared)[0]).toBe(5000);
    clock.reset();
    expect(clock.offset()).toBe(0);
  });
});
