import { describe, expect, it } from 'vitest';
import {
  admit,
  forgettableFrom,
  mark,
  period,
  type RecoveryLog,
  recoveryLease,
} from '#shared/sign-in/recovery/recoveries.ts';

const start = Date.parse('2027-01-31T10:00:00Z');
const minute = 60_000;

/** The log after so many whole recoveries, a minute apart. */
const recovered = (count: number): RecoveryLog =>
  Array.from({ length: count }, (_, n) => n).reduce<RecoveryLog>(
    (log, n) => mark(admit(log, `r${n + 1}`, start + n * minute).log, `r${n + 1}`, 'done'),
    [],
  );
const kindOf = (log: RecoveryLog, id: string, now: number) => admit(log, id, now).admission;

describe('the recoveries of one account', () => {
  it('R4.3 three recoveries in 24 hours, then one notice that says until when, then nothing', () => {
    const three = recovered(3);
    expect(three).toHaveLength(3);
    const fourth = admit(three, 'r4', start + 10 * minute);
    expect(fourth.admission).toEqual({ kind: 'notify', until: start + period });
    const marked = mark(fourth.log, 'r4', 'done');
    expect(kindOf(marked, 'r5', start + 11 * minute)).toEqual({ kind: 'over', why: 'too-many' });
    expect(kindOf(marked, 'r5', start + period - 1)).toEqual({ kind: 'over', why: 'too-many' });
    expect(kindOf(marked, 'r5', start + period)).toEqual({ kind: 'recover', stage: 'working' });
  });

  it('R4.3 never more than three in any 24 hours: one is free when the oldest is a day old', () => {
    const now = start + period + minute / 2;
    const again = mark(admit(recovered(3), 'r4', now).log, 'r4', 'done');
    expect(kindOf(again, 'r5', now)).toEqual({ kind: 'notify', until: start + minute + period });
  });

  it('a message that comes twice is one recovery', () => {
    expect(kindOf(recovered(1), 'r1', start + minute)).toEqual({ kind: 'over', why: 'done-before' });
    expect(admit(recovered(1), 'r1', start + minute).log).toHaveLength(1);
  });

  it('an account has one recovery at a time, and that has one worker', () => {
    const { log } = admit([], 'r1', start);
    expect(kindOf(log, 'r1', start + 1)).toEqual({ kind: 'held' });
    expect(kindOf(log, 'r2', start + 1)).toEqual({ kind: 'held' });
    expect(kindOf(log, 'r2', start + recoveryLease)).toEqual({ kind: 'recover', stage: 'working' });
  });

  it('another worker continues where a dead one stopped', () => {
    const begun = admit([], 'r1', start).log;
    expect(kindOf(begun, 'r1', start + recoveryLease)).toEqual({ kind: 'recover', stage: 'working' });
    expect(kindOf(mark(begun, 'r1', 'ready'), 'r1', start + recoveryLease)).toEqual({
      kind: 'recover',
      stage: 'ready',
    });
  });

  it('a recovery sets no password once a later one has overtaken it', () => {
    const begun = admit([], 'r1', start).log;
    const later = mark(admit(begun, 'r2', start + recoveryLease).log, 'r2', 'done');
    expect(kindOf(later, 'r1', start + 2 * recoveryLease)).toEqual({ kind: 'over', why: 'overtaken' });
  });

  it('a notice whose worker died is sent by the next, with the same time', () => {
    const { log } = admit(recovered(3), 'r4', start + 5 * minute);
    const again = admit(log, 'r4', start + 5 * minute + recoveryLease);
    expect(again.admission).toEqual({ kind: 'notify', until: start + period });
    expect(forgettableFrom(log)).toBe(start + 2 * minute + period);
  });
});
