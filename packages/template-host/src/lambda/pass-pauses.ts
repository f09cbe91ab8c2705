import type { Clock } from '../clock.ts';

/** In ms. Shorter pauses wait for other work in progress and are not skipped. */
const shortest = 900;
const lookEvery = 10;

/**
 * Moves the clock to the end of a long pause as soon as all running functions are in one: then they wait only for time. While a
 * function works, no time is skipped. Returns a function to call with each pause's end, by the moved clock.
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
