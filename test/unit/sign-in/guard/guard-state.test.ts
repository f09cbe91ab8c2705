import { describe, expect, it } from 'vitest';
import {
  admit,
  forgettableFrom,
  type GuardState,
  leaseLength,
  lockLength,
  settle,
  standingOf,
  unknownNameKept,
  untouched,
} from '#shared/sign-in/guard/guard-state.ts';

const start = Date.parse('2027-01-31T12:00:00Z');
const wrong = (state: GuardState, id: string, at: number) =>
  settle(admit(state, id, at).state, id, 'wrong', at + 300).state;
const locked = wrong(wrong(wrong(untouched, 'a', start), 'b', start + 1000), 'c', start + 2000);

describe('the lock', () => {
  it('R3.1 holds for 24 hours from the third attempt, to the millisecond', () => {
    const until = start + 2000 + lockLength;
    expect(standingOf(locked, until - 1)).toEqual({ kind: 'locked', until });
    expect(standingOf(locked, until)).toEqual({ kind: 'open', attemptsLeft: 3 });
  });

  it('R3.3 is not extended and not written to by attempts while it holds', () => {
    const asked = admit(locked, 'd', start + 3_600_000);
    expect(asked.state).toBe(locked);
    expect(asked.admission).toEqual({ kind: 'locked', until: start + 2000 + lockLength });
  });
});

describe('what may be deleted', () => {
  it('R3.1 neither strikes nor an open lease expire by themselves', () => {
    expect(forgettableFrom(wrong(untouched, 'a', start), start)).toBeUndefined();
    expect(forgettableFrom(admit(untouched, 'a', start).state, start)).toBeUndefined();
  });

  it('a lock may go when it ends, an untouched username soon', () => {
    expect(forgettableFrom(locked, start)).toBe(start + 2000 + lockLength);
    expect(forgettableFrom(untouched, start)).toBe(start + 10 * leaseLength);
  });

  const tried = (isUnknown: boolean, at = start) =>
    settle(admit(untouched, 'a', at, { isForgotten: isUnknown }).state, 'a', 'wrong', at + 300).state;

  it('strikes at a name that no user has are deleted 13 months after the last try', () => {
    const state = tried(true);
    expect(forgettableFrom(state, start)).toBe(start + unknownNameKept);
    expect(standingOf(state, start + unknownNameKept)).toEqual({ kind: 'open', attemptsLeft: 3 });
    const later = start + unknownNameKept - 1;
    expect(forgettableFrom(admit(state, 'b', later, { isForgotten: true }).state, later)).toBe(later + unknownNameKept);
  });

  it('R1.1 until then known and unknown names behave the same', () => {
    for (const at of [start + 1, start + lockLength, start + unknownNameKept - 1])
      expect(standingOf(tried(true), at)).toEqual(standingOf(tried(false), at));
    expect(standingOf(tried(false), start + 10 * unknownNameKept)).toEqual({ kind: 'open', attemptsLeft: 2 });
  });
});
