import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createClock } from '#host/clock.ts';
import { passPauses } from '#host/lambda/pass-pauses.ts';

const minute = 60_000;
let stop = () => {};
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** The clock, what begins a pause of so many ms, and what says how many functions run. */
function aHost() {
  const clock = createClock();
  let running = 1;
  const passing = passPauses(clock, () => running);
  stop = passing.stop;
  return {
    clock,
    begins: (ms: number) => passing.begins(clock.now() + ms),
    run(count: number) {
      running = count;
      vi.advanceTimersByTime(50);
    },
  };
}

it('moves the clock to the end of a pause while no other function works', () => {
  const { clock, begins, run } = aHost();
  const before = clock.now();
  begins(minute);
  run(1);
  expect(clock.now() - before).toBeGreaterThanOrEqual(minute);
  expect(clock.offset()).toBeLessThanOrEqual(minute);
});

it('skips no time while a function works, and moves to the first end once all pause', () => {
  const { clock, begins, run } = aHost();
  begins(2 * minute);
  run(2);
  expect(clock.offset()).toBe(0);
  begins(minute);
  vi.advanceTimersByTime(10);
  expect(clock.offset()).toBeGreaterThan(minute - 100);
  expect(clock.offset()).toBeLessThanOrEqual(minute);
});

it('does not skip short pauses, which wait for other work', () => {
  const { clock, begins, run } = aHost();
  begins(800);
  run(1);
  expect(clock.offset()).toBe(0);
});
