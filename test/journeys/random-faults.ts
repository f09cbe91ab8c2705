import type { Fault } from '#test/support/portal/faults.ts';

/** Pseudo-random numbers by a seed (mulberry32), so that a failed run can be repeated. */
export function randomBy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Throttles one in five of the next `mails` mails. */
export const throttledMails = (random: () => number, mails: number): Fault[] =>
  Array.from({ length: mails }, (_, skip) => skip)
    .filter(() => random() < 0.2)
    .map((skip) => ({ service: 'ses', operation: 'SendEmail', error: 'Throttling', skip }));

/** Kills a function's worker at `kills` of its next `calls` AWS calls, before or after they take effect. */
export const kills = (random: () => number, name: string, count: number, calls: number): Fault[] =>
  Array.from({ length: count }, () => ({
    service: '*',
    operation: '*',
    function: name,
    crash: true,
    when: random() < 0.5 ? 'before' : 'after',
    skip: Math.floor(random() * calls),
  }));

/** Kills a worker `count` times right after the mail service has taken one of its next `mails` mails. */
export const killsAfterAcceptance = (random: () => number, name: string, count: number, mails: number): Fault[] =>
  Array.from({ length: count }, () => ({
    service: 'ses',
    operation: 'SendEmail',
    function: name,
    crash: true,
    when: 'after',
    skip: Math.floor(random() * mails),
  }));
