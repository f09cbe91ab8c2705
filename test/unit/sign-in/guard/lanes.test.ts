import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { leaseLength, lockLength } from '#shared/sign-in/guard/guard.ts';
import type { AttemptOutcome } from '#shared/sign-in/guard/guard-state.ts';
import { type Lane, laneText, openLane } from '#shared/sign-in/guard/lane.ts';
import { aMemoryGuard } from '#test/builders/memory-guard.ts';

const start = Date.parse('2027-01-31T12:00:00Z');
const phone: Lane = 'device.PPPPPPPPPPPPPPPPPPPPPP';
const desk: Lane = 'device.DDDDDDDDDDDDDDDDDDDDDD';
const link: Lane = `recovery.${'R'.repeat(43)}`;

function setup() {
  const time = { now: start };
  const crash = { after: Number.POSITIVE_INFINITY };
  const memory = aMemoryGuard({
    now: () => new Date(time.now),
    async turn(value) {
      if (value === 'write' && --crash.after === 0) throw new Error('crash');
      return value;
    },
  });
  const { guard } = memory;
  let ids = 0;
  const attempt = async (lane: Lane, outcome: AttemptOutcome) => {
    const id = `attempt-${ids++}`;
    const { kind } = await guard.admit('anna', id, lane, { accountId: 'account-1' });
    return kind === 'leased' ? await guard.settle('anna', id, outcome, lane) : kind;
  };
  const wrong = async (lane: Lane, times = 1) => {
    for (let n = 0; n < times; n++) await attempt(lane, 'wrong');
  };
  const left = async (lane: Lane) => {
    const standing = await guard.standing('anna', lane);
    return standing.kind === 'locked' ? 'locked' : standing.attemptsLeft;
  };
  const loseAnswers = () => Object.assign(memory.losing, { answers: true });
  const crashAtWrite = (write: number) => Object.assign(crash, { after: write });
  return { ...memory, crashAtWrite, loseAnswers, time, attempt, wrong, left };
}

describe('R3.2b lanes', () => {
  it('strangers’ wrong passwords lock the open lane and no other', async () => {
    const { wrong, left } = setup();
    await wrong(openLane, 3);
    expect([await left(openLane), await left(phone), await left(link)]).toEqual(['locked', 3, 3]);
  });

  it('own wrong passwords on a known browser lock it and the open lane, until the same instant, and no other browser', async () => {
    const { wrong, left, guard } = setup();
    await wrong(phone, 3);
    expect([await left(phone), await left(openLane), await left(desk), await left(link)]).toEqual([
      ...['locked', 'locked', 3, 3],
    ]);
    expect(await guard.standing('anna', phone)).toEqual(await guard.standing('anna', openLane));
  });

  it('wrong passwords in a recovery’s lane count there alone', async () => {
    const { wrong, left } = setup();
    await wrong(link, 3);
    expect([await left(link), await left(openLane), await left(phone)]).toEqual(['locked', 3, 3]);
  });

  it('of a device’s strikes and a stranger’s together the third locks the open lane', async () => {
    const { wrong, left } = setup();
    await wrong(openLane, 2);
    await wrong(phone);
    expect([await left(phone), await left(openLane)]).toEqual([2, 'locked']);
  });

  it('R3.1 a success on the known browser takes its own strikes back, and no stranger’s', async () => {
    const { wrong, attempt, left } = setup();
    await wrong(openLane);
    await wrong(phone);
    expect(await left(openLane)).toBe(1);
    await attempt(phone, 'success');
    expect([await left(phone), await left(openLane)]).toEqual([3, 2]);
    // Mistakes on one browser, weeks apart and each followed by a success, never lock.
    for (let week = 0; week < 5; week++) {
      await wrong(phone, 1);
      await attempt(phone, 'success');
    }
    expect(await left(openLane)).toBe(2);
  });

  it('a success on the known browser lifts no lock of the open lane: strangers get three a day', async () => {
    const { wrong, attempt, left, time } = setup();
    await wrong(openLane, 2);
    await wrong(phone, 1);
    await attempt(phone, 'success');
    expect(await left(openLane)).toBe('locked');
    time.now += lockLength;
    expect(await left(openLane)).toBe(3);
  });

  it('R3.3 a device’s attempts do not extend a lock of the open lane', async () => {
    const { wrong, guard, time } = setup();
    await wrong(openLane, 3);
    const before = await guard.standing('anna', openLane);
    time.now += 3_600_000;
    await wrong(phone, 3);
    expect(await guard.standing('anna', openLane)).toEqual(before);
    expect(await guard.standing('anna', phone)).toEqual({ kind: 'locked', until: time.now + lockLength });
  });

  it('R3.3 a device’s attempt whose outcome stays unknown is one strike, in both lanes once somebody looks', async () => {
    const { guard, time, left } = setup();
    await guard.admit('anna', 'crashed', phone);
    time.now += leaseLength;
    expect([await left(phone), await left(openLane)]).toEqual([2, 2]);
    expect([await left(phone), await left(openLane)]).toEqual([2, 2]);
  });

  it('R3.3 a crash between the two writes of a strike counts once in each lane', async () => {
    const { guard, time, left, crashAtWrite } = setup();
    await guard.admit('anna', 'crashed', phone);
    crashAtWrite(2);
    await expect(guard.settle('anna', 'crashed', 'wrong', phone)).rejects.toThrow('crash');
    expect(await left(openLane)).toBe(2);
    time.now += leaseLength;
    expect([await left(phone), await left(openLane)]).toEqual([2, 2]);
  });

  it('R3.4 clearing lifts the locks of all lanes', async () => {
    const { wrong, left, guard } = setup();
    for (const lane of [phone, link, openLane] as const) await wrong(lane, 3);
    await guard.clear('anna');
    expect([await left(phone), await left(link), await left(openLane)]).toEqual([3, 3, 3]);
  });

  it('R10.2 shows every lane of which something is kept, the open one first and always', async () => {
    const { wrong, guard } = setup();
    expect(await guard.standings('anna')).toEqual([{ lane: 'open', standing: { kind: 'open', attemptsLeft: 3 } }]);
    await wrong(link);
    await wrong(phone, 3);
    const locked = { kind: 'locked', until: start + lockLength };
    expect(await guard.standings('anna')).toEqual([
      { lane: 'open', standing: locked },
      { lane: 'recovery', standing: { kind: 'open', attemptsLeft: 2 } },
      { lane: 'device', standing: locked },
    ]);
  });

  it('R3.5 says which lock began, once, and whose account it is', async () => {
    const { attempt } = setup();
    await attempt(phone, 'wrong');
    expect(await attempt(phone, 'wrong')).not.toHaveProperty('lock');
    const lock = { lane: 'device', until: start + lockLength, accountId: 'account-1' };
    expect(await attempt(phone, 'wrong')).toMatchObject({ lock });
    expect(await attempt(phone, 'wrong')).toBe('locked');
    expect(await attempt(openLane, 'wrong')).toBe('locked');
  });

  it('R3.5 says so too where a device’s strike locks only the open lane', async () => {
    const { attempt, wrong } = setup();
    await wrong(openLane, 2);
    expect(await attempt(phone, 'wrong')).toMatchObject({
      lock: { lane: 'open', accountId: 'account-1' },
      standing: { kind: 'open', attemptsLeft: 2 },
    });
  });

  it('R3.5 tells a lock also where the SDK repeated its write, because the first answer was lost', async () => {
    const { attempt, loseAnswers } = setup();
    for (let n = 0; n < 2; n++) await attempt(openLane, 'wrong');
    loseAnswers();
    expect(await attempt(openLane, 'wrong')).toMatchObject({ lock: { lane: 'open', accountId: 'account-1' } });
  });

  it('R11.1 strikes of a lane that ends are deleted some 13 months after the last try, longer than a cookie lives', async () => {
    const { wrong, stateOf } = setup();
    for (const lane of [phone, link, openLane] as const) await wrong(lane);
    expect(([phone, link, openLane] as const).map((lane) => stateOf('anna', lane).forgetAt)).toEqual([
      ...[start + 400 * 86_400_000, start + 400 * 86_400_000, undefined],
    ]);
  });
});

describe('a lane as text', () => {
  it.each(['open', phone, link])('%s is one', (text) => expect(v.is(laneText, text)).toBe(true));
  it.each(['', 'device', 'device.', 'device.short', `other.${'A'.repeat(22)}`, `${phone}#`, 'open '])(
    '%j is none',
    (text) => expect(v.is(laneText, text)).toBe(false),
  );
});
