import { describe, expect, it } from 'vitest';
import { isBirthDateAt } from '#shared/contract/birth-date.ts';

describe('R9.2b a date of birth at an instant', () => {
  // In Budapest it is 2 February from 23:00 UTC on.
  const [beforeMidnight, afterMidnight] = [new Date('2027-02-01T22:59:00Z'), new Date('2027-02-01T23:00:00Z')];

  it.each([
    ['1899-12-31', beforeMidnight, false],
    ['1900-01-01', beforeMidnight, true],
    ['2027-01-31', beforeMidnight, true],
    ['2027-02-01', beforeMidnight, true],
    ['2027-02-02', beforeMidnight, false],
    ['2027-02-02', afterMidnight, true],
    ['2027-02-03', afterMidnight, false],
  ])('%s at %o: %s', (date, now, isPossible) => expect(isBirthDateAt(date, now)).toBe(isPossible));
});
