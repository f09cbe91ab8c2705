import type { Clock } from '../clock.ts';

/** Shorter pauses are waits for others that work at the same time; they take their time, in ms. */
const shortest = 900;
const lookEvery = 10;

/**
 * Moves the clock to the end of a long pause as soon as every function that runs is in one: what they wait for is time alone.
 * While one function works, no time is skipped under it. Returns what is called with each pause's end, by the moved clock.
 */
export function passPauses(clock: Clock, running: () => number): { begins: (until: number) => void; stop: () => void } {
  let ends: number[] = [];
  let looking: NodeJS.Timeout | undefined;

  function look() {
    ends = ends.filter((until) => until > clock.now());
    if (ends.length > 0 && ends.length >= running()) void clock.advance(Math.min(...ends) - clock.now());
    looking = ends.length > 0 ? setTimeout(look, lookEvery) : undefined;
  }

  return {
    begins(until) {
      if (until - clock.now() < shortest) return;
      ends.push(until);
      looking ??= setTimeout(look, lookEvery);
    },
    stop: () => clearTimeout(looking),
  };
}
