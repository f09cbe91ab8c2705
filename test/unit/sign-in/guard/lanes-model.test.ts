import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AttemptOutcome, leaseLength, lockLength } from '#shared/sign-in/guard/guard.ts';
import { kindOf, type Lane, openLane } from '#shared/sign-in/guard/lane.ts';
import { aMemoryGuard } from '#test/builders/memory-guard.ts';

/** Everything that happened to one username, in all lanes; the rules are applied to the whole history each time. */
type Attempt = { readonly id: string; readonly lane: Lane; readonly at: number; ended?: Ended; passedOn?: Noted };
type Noted = { readonly at: number; readonly step: number };
type Ended = Noted & { readonly outcome: AttemptOutcome };
/** `ends`: when locks ended or will end. */
type Judged = {
  readonly strikes: number;
  readonly open: number;
  readonly lockedUntil?: number;
  readonly ends: number[];
};

const phone: Lane = 'device.PPPPPPPPPPPPPPPPPPPPPP';
const desk: Lane = 'device.DDDDDDDDDDDDDDDDDDDDDD';
const link: Lane = `recovery.${'R'.repeat(43)}`;
const devices = [phone, desk] as const;
const lanes = [openLane, phone, desk, link] as const;

class History {
  now = 1_000_000;
  private step = 0;
  readonly attempts: Attempt[] = [];
  private readonly clears: Noted[] = [];

  note = (): Noted => ({ at: this.now, step: this.step++ });
  clear = () => void this.clears.push(this.note());
  isOpen = ({ at, ended }: Attempt) => !ended && this.now < at + leaseLength;

  /** A device's attempts without an outcome count in the open lane when somebody looks at the device's. */
  look() {
    for (const lane of devices)
      for (const attempt of this.attempts)
        if (attempt.lane === lane && !attempt.ended && !attempt.passedOn && !this.isOpen(attempt))
          attempt.passedOn = this.note();
  }

  /** What happened that counts in a lane, in its order. */
  private eventsIn(lane: Lane) {
    const own = this.attempts.flatMap((attempt) => {
      if (attempt.lane === lane) {
        const unknown = { at: attempt.at + leaseLength, step: -1, outcome: 'wrong' as const };
        return [{ ...(attempt.ended ?? unknown), attempt }];
      }
      if (lane !== openLane || kindOf(attempt.lane) !== 'device') return [];
      if (attempt.passedOn) return [{ ...attempt.passedOn, outcome: 'wrong' as const, attempt }];
      return attempt.ended ? [{ ...attempt.ended, attempt }] : [];
    });
    const all = [
      ...own,
      ...this.clears.map((cleared) => ({ ...cleared, outcome: 'clear' as const, attempt: undefined })),
    ];
    return all.filter(({ at }) => at <= this.now).sort((a, b) => a.at - b.at || a.step - b.step);
  }

  judge(lane: Lane): Judged {
    let strikes: Attempt[] = [];
    let lockedUntil: number | undefined;
    const ends: number[] = [];
    const reset = () => {
      strikes = [];
      lockedUntil = undefined;
    };
    for (const { at, outcome, attempt } of this.eventsIn(lane)) {
      if (lockedUntil !== undefined && lockedUntil <= at) reset();
      const isForeign = attempt !== undefined && attempt.lane !== lane;
      if (outcome === 'clear' || (outcome === 'success' && !isForeign)) reset();
      // R3.1: a success on the device was no third in a row; a lock stays.
      else if (outcome === 'success' && lockedUntil === undefined)
        strikes = strikes.filter((strike) => strike.lane !== attempt?.lane);
      else if (outcome === 'wrong' && attempt && lockedUntil === undefined) {
        strikes.push(attempt);
        if (strikes.length === 3) {
          lockedUntil = attempt.at + lockLength;
          ends.push(lockedUntil);
        }
      }
    }
    const open = this.attempts.filter((attempt) => attempt.lane === lane && this.isOpen(attempt)).length;
    if (lockedUntil !== undefined && lockedUntil <= this.now) return { strikes: 0, open, ends };
    return { strikes: strikes.length, open, ends, ...(lockedUntil === undefined ? {} : { lockedUntil }) };
  }

  /** The most passwords of a lane that were tested between two of its resets. */
  mostTestedIn(lane: Lane): number {
    const own = this.attempts.filter((attempt) => attempt.lane === lane);
    const successes = own.flatMap(({ ended }) => (ended?.outcome === 'success' ? [ended.at] : []));
    const resets = [0, ...this.clears.map(({ at }) => at), ...successes, ...this.judge(lane).ends];
    resets.sort((a, b) => a - b);
    const inVain = own.filter(({ ended }) => ended?.outcome !== 'success' && ended?.outcome !== 'untested');
    const counts = resets.map((from, n) => {
      const end = resets[n + 1] ?? Number.POSITIVE_INFINITY;
      return inVain.filter(({ at }) => at >= from && at < end).length;
    });
    return Math.max(...counts);
  }
}

type Real = ReturnType<typeof aMemoryGuard>;
type Command = fc.AsyncCommand<History, Real>;

async function look(m: History, { guard }: Real) {
  m.look();
  for (const lane of devices) await guard.standing('anna', lane);
}

async function check(m: History, r: Real) {
  await look(m, r);
  for (const lane of lanes) {
    const { strikes, open, lockedUntil } = m.judge(lane);
    const expected =
      lockedUntil === undefined
        ? { kind: strikes + open >= 3 ? 'busy' : 'open', attemptsLeft: 3 - strikes }
        : { kind: 'locked', until: lockedUntil };
    expect({ lane, standing: await r.guard.standing('anna', lane) }).toEqual({ lane, standing: expected });
  }
}

const command = (name: string, run: (m: History, r: Real) => Promise<void>): Command => ({
  check: () => true,
  async run(m, r) {
    m.now += 1;
    await look(m, r);
    await run(m, r);
    await check(m, r);
  },
  toString: () => name,
});

const admitted = (lane: Lane) =>
  command(`admit in ${lane}`, async (m, { guard }) => {
    const { strikes, open, lockedUntil } = m.judge(lane);
    const id = `attempt-${m.attempts.length}`;
    const admission = await guard.admit('anna', id, lane);
    if (lockedUntil !== undefined) expect(admission).toEqual({ kind: 'locked', until: lockedUntil });
    else expect(admission.kind).toBe(strikes + open >= 3 ? 'busy' : 'leased');
    if (admission.kind === 'leased') m.attempts.push({ id, lane, at: m.now });
  });

const settled = (pick: number, outcome: AttemptOutcome) =>
  command(`settle ${pick} ${outcome}`, async (m, { guard }) => {
    const open = m.attempts.filter(m.isOpen);
    const attempt = open[pick % open.length];
    if (!attempt) return;
    const before = m.judge(attempt.lane).lockedUntil ?? m.judge(openLane).lockedUntil;
    const { ending, lock } = await guard.settle('anna', attempt.id, outcome, attempt.lane);
    expect(ending).toBe(outcome === 'unknown' ? 'open' : 'settled');
    if (outcome !== 'unknown') attempt.ended = { ...m.note(), outcome };
    // R3.5: a lock is told exactly when it begins, in the device's lane or in the open one.
    const after =
      m.judge(attempt.lane).lockedUntil ??
      (kindOf(attempt.lane) === 'device' ? m.judge(openLane).lockedUntil : undefined);
    if (before === undefined) expect(lock?.until).toBe(after);
  });

/** The pool runs its trigger, or sign-in its settlement, once more. */
const repeated = (pick: number, outcome: AttemptOutcome) =>
  command(`repeat ${pick} ${outcome}`, async (m, { guard }) => {
    const recent = m.attempts.slice(-10);
    const attempt = recent[pick % recent.length];
    if (!attempt) return;
    const { kind } = await guard.admit('anna', attempt.id, attempt.lane);
    const isLocked = m.judge(attempt.lane).lockedUntil !== undefined;
    // A device's strikes may have locked the open lane meanwhile.
    if (m.isOpen(attempt)) expect(kind).toBe(isLocked ? 'locked' : 'leased');
    else {
      expect(kind).not.toBe('leased');
      await guard.settle('anna', attempt.id, outcome, attempt.lane);
    }
  });

const moved = (ms: number) =>
  command(`advance ${ms}`, async (m) => {
    m.now += ms - 1;
  });

const cleared = () =>
  command('clear', async (m, { guard }) => {
    await guard.clear('anna');
    m.clear();
  });

const outcome = fc.constantFrom<AttemptOutcome>('wrong', 'wrong', 'wrong', 'success', 'untested', 'unknown');
const span = fc.oneof(
  fc.integer({ min: 1, max: 2_000 }),
  fc.constantFrom(leaseLength - 1, leaseLength, leaseLength / 2, lockLength - leaseLength, lockLength - 1, lockLength),
);
const lane = fc.constantFrom<Lane>(openLane, phone, phone, desk, link);

const commands = fc.commands(
  [
    lane.map(admitted),
    lane.map(admitted),
    fc.tuple(fc.nat(8), outcome).map((args) => settled(...args)),
    fc.tuple(fc.nat(8), outcome).map((args) => settled(...args)),
    fc.tuple(fc.nat(9), outcome).map((args) => repeated(...args)),
    span.map(moved),
    fc.constant(cleared()),
  ],
  { size: 'max', maxCommands: 60 },
);

describe('the guard of all lanes against a plain replay of history', () => {
  it('R3.1 R3.2b each lane has its own three, a device’s strikes count in the open one, and never the other way round', async () => {
    const locks = new Map<Lane, number>();
    await fc.assert(
      fc.asyncProperty(commands, async (steps) => {
        const model = new History();
        const real = aMemoryGuard({ now: () => new Date(model.now) });
        await fc.asyncModelRun(() => ({ model, real }), steps);
        for (const one of lanes) {
          expect(model.mostTestedIn(one)).toBeLessThanOrEqual(3);
          if (model.judge(one).ends.length > 0) locks.set(one, (locks.get(one) ?? 0) + 1);
        }
      }),
      { numRuns: 1_500 },
    );
    for (const one of lanes) expect(locks.get(one)).toBeGreaterThan(10);
  });
});
