import { describe, expect, it } from 'vitest';
import { createInactivity, warnedFor } from '../../web/src/session/inactivity.ts';

const minute = 60_000;

/** Two tabs of one browser, at a time that the test moves. */
function aBrowser() {
  const time = { now: Date.parse('2027-01-31T09:00:00Z') };
  const kept: { at?: number } = {};
  const tab = () =>
    createInactivity({
      now: () => time.now,
      last: {
        read: () => kept.at,
        write: (at) => {
          kept.at = at;
        },
        forget: () => {
          delete kept.at;
        },
      },
      limit: 30 * minute,
    });
  return { time, kept, one: tab(), other: tab() };
}

describe('R1.6 a customer who does nothing', () => {
  it('is warned two minutes before the thirty are over, and not earlier', () => {
    const { time, one } = aBrowser();
    one.note(true);
    time.now += 28 * minute - 1;
    expect(one.standing()).toEqual({ kind: 'active', warnAt: time.now + 1 });
    time.now += 1;
    expect(one.standing()).toEqual({ kind: 'warned', endsAt: time.now + warnedFor });
    time.now += 2 * minute - 1;
    expect(one.standing().kind).toBe('warned');
    time.now += 1;
    expect(one.standing()).toEqual({ kind: 'over' });
  });

  it('is over at once where a laptop slept past the end, and stays over whatever is pressed then', () => {
    const { time, one } = aBrowser();
    one.note(true);
    time.now += 9 * 60 * minute;
    one.note();
    expect(one.standing()).toEqual({ kind: 'over' });
  });

  it('begins the thirty minutes again with each click, in any tab', () => {
    const { time, one, other } = aBrowser();
    one.note(true);
    time.now += 20 * minute;
    other.note();
    time.now += 20 * minute;
    expect([one.standing().kind, other.standing().kind]).toEqual(['active', 'active']);
  });

  it('goes on after the warning only by its own button: a key pressed by chance does not', () => {
    const { time, one } = aBrowser();
    one.note(true);
    time.now += 29 * minute;
    one.note();
    expect(one.standing().kind).toBe('warned');
    one.note(true);
    expect(one.standing()).toEqual({ kind: 'active', warnAt: time.now + 28 * minute });
  });

  it('writes activity down at most once a second', () => {
    const { time, kept, one } = aBrowser();
    one.note();
    const first = kept.at;
    time.now += 999;
    one.note();
    expect(kept.at).toBe(first);
    time.now += 1;
    one.note();
    expect(kept.at).toBe(time.now);
  });

  it('who signs in after a long time starts afresh, and leaving forgets the time', () => {
    const { time, kept, one } = aBrowser();
    one.note(true);
    time.now += 24 * 60 * minute;
    one.note(true);
    expect(one.standing().kind).toBe('active');
    one.forget();
    expect(kept).toEqual({});
    expect(one.standing().kind).toBe('active');
  });
});
