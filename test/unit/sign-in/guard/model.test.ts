import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AttemptOutcome,
  admit,
  clear,
  type GuardState,
  leaseLength,
  lockLength,
  settle,
  standingOf,
  untouched,
} from '#shared/sign-in/guard/guard-state.ts';

/** The reference model: everything that happened to one username; each time the rules are applied to the whole history. */
type Ended = { at: number; step: number; outcome: AttemptOutcome };
type Attempt = { id: string; at: number; ended?: Ended };
type Happened = { attempts: Attempt[]; clears: { at: number; step: number }[] };

type Judged = { strikes: Attempt[]; open: number; lockedUntil?: number };

const isOpen = ({ at, ended }: Attempt, now: number) => !ended && now < at + leaseLength;

/** Replays history; at one instant an ended lease is a strike before anything else happens. */
function judge({ attempts, clears }: Happened, now: number): Judged {
  const endings = attempts.flatMap((attempt) => {
    const { at, step, outcome } = attempt.ended ?? {
      at: attempt.at + leaseLength,
      step: -1,
      outcome: 'wrong' as const,
    };
    return [{ at, step, kind: outcome, attempt }];
  });
  const ever = [...endings, ...clears.map((cleared) => ({ ...cleared, kind: 'clear' as const, attempt: undefined }))];
  const events = ever.filter(({ at }) => at <= now);
  events.sort((a, b) => a.at - b.at || a.step - b.step);
  let strikes: Attempt[] = [];
  let lockedUntil: number | undefined;
  for (const { at, kind, attempt } of events) {
    if (lockedUntil !== undefined && lockedUntil <= at) {
      strikes = [];
      lockedUntil = undefined;
    }
    if (kind === 'success' || kind === 'clear') {
      strikes = [];
      lockedUntil = undefined;
    }
    if (kind === 'wrong' && attempt) strikes.push(attempt);
    if (strikes.length === 3 && lockedUntil === undefined) lockedUntil = (strikes[2]?.at ?? 0) + lockLength;
  }
  const open = attempts.filter((attempt) => isOpen(attempt, now)).length;
  if (lockedUntil !== undefined && lockedUntil <= now) return { strikes: [], open };
  return { strikes, open, ...(lockedUntil === undefined ? {} : { lockedUntil }) };
}

type Model = { now: number; step: number; happened: Happened };
type Real = { state: GuardState };
type Command = fc.Command<Model, Real>;

const check = (m: Model, r: Real) => {
  const judged = judge(m.happened, m.now);
  const standing = standingOf(r.state, m.now);
  if (judged.lockedUntil !== undefined) expect(standing).toEqual({ kind: 'locked', until: judged.lockedUntil });
  else
    expect(standing).toEqual({
      kind: judged.strikes.length + judged.open >= 3 ? 'busy' : 'open',
      attemptsLeft: 3 - judged.strikes.length,
    });
};

const admitted = (): Command => ({
  check: () => true,
  run(m, r) {
    m.now += 1;
    const judged = judge(m.happened, m.now);
    const id = `attempt-${m.happened.attempts.length}`;
    const { state, admission } = admit(r.state, id, m.now);
    if (judged.lockedUntil !== undefined) {
      expect(admission).toEqual({ kind: 'locked', until: judged.lockedUntil });
      expect(state).toBe(r.state);
    } else if (judged.strikes.length + judged.open >= 3) {
      expect(admission).toEqual({ kind: 'busy' });
      expect(state).toBe(r.state);
    } else {
      expect(admission).toEqual({ kind: 'leased' });
      m.happened.attempts.push({ id, at: m.now });
    }
    r.state = state;
    check(m, r);
  },
  toString: () => 'admit',
});

const openAt = (m: Model, pick: number) => {
  const open = m.happened.attempts.filter((attempt) => isOpen(attempt, m.now));
  return open[pick % open.length];
};

const settled = (pick: number, outcome: AttemptOutcome): Command => ({
  check: (m) => openAt(m, pick) !== undefined,
  run(m, r) {
    m.now += 1;
    const attempt = openAt(m, pick);
    if (!attempt) return;
    const { state, ending } = settle(r.state, attempt.id, outcome, m.now);
    expect(ending).toBe(outcome === 'unknown' ? 'open' : 'settled');
    if (outcome !== 'unknown') attempt.ended = { at: m.now, step: m.step++, outcome };
    r.state = state;
    check(m, r);
  },
  toString: () => `settle ${outcome}`,
});

/** The pool runs its trigger, or sign-in its settlement, once more. */
const repeated = (pick: number, outcome: AttemptOutcome): Command => ({
  check: (m) => m.happened.attempts.length > 0,
  run(m, r) {
    m.now += 1;
    const recent = m.happened.attempts.slice(-10);
    const attempt = recent[pick % recent.length];
    if (!attempt) return;
    const { state, admission } = admit(r.state, attempt.id, m.now);
    expect(state).toBe(r.state);
    if (isOpen(attempt, m.now)) expect(admission).toEqual({ kind: 'leased' });
    else {
      expect(admission.kind).not.toBe('leased');
      expect(settle(r.state, attempt.id, outcome, m.now).state).toBe(r.state);
    }
    check(m, r);
  },
  toString: () => 'repeat',
});

const moved = (ms: number): Command => ({
  check: () => true,
  run(m, r) {
    m.now += ms;
    check(m, r);
  },
  toString: () => `advance ${ms}`,
});

const cleared = (): Command => ({
  check: () => true,
  run(m, r) {
    m.now += 1;
    r.state = clear(r.state, m.now);
    m.happened.clears.push({ at: m.now, step: m.step++ });
    check(m, r);
  },
  toString: () => 'clear',
});

/** The most wrong passwords tested between two resets: success, end of a lock, recovery. */
function mostTestedInOnePeriod(happened: Happened, now: number): number {
  const { attempts, clears } = happened;
  const resets = [0, ...clears.map(({ at }) => at)];
  for (const { at, ended } of attempts) {
    if (ended?.outcome === 'success') resets.push(ended.at);
    const { lockedUntil } = judge(happened, ended?.at ?? Math.min(at + leaseLength, now));
    if (lockedUntil !== undefined) resets.push(lockedUntil);
  }
  resets.sort((a, b) => a - b);
  const inVain = attempts.filter(({ ended }) => ended?.outcome !== 'success' && ended?.outcome !== 'untested');
  const counts = resets.map((from, at) => {
    const until = resets[at + 1] ?? Number.POSITIVE_INFINITY;
    return inVain.filter((attempt) => attempt.at >= from && attempt.at < until).length;
  });
  return Math.max(...counts);
}

const outcome = fc.constantFrom<AttemptOutcome>('wrong', 'wrong', 'wrong', 'success', 'untested', 'unknown');
const span = fc.oneof(
  fc.integer({ min: 1, max: 2_000 }),
  fc.constantFrom(leaseLength - 1, leaseLength, leaseLength / 2, lockLength - leaseLength, lockLength - 1, lockLength),
);

const commands = fc.commands(
  [
    fc.constant(admitted()),
    fc.constant(admitted()),
    fc.tuple(fc.nat(5), outcome).map((args) => settled(...args)),
    fc.tuple(fc.nat(5), outcome).map((args) => settled(...args)),
    fc.tuple(fc.nat(9), outcome).map((args) => repeated(...args)),
    span.map(moved),
    fc.constant(cleared()),
  ],
  { size: 'max', maxCommands: 60 },
);

describe('the guard against a plain replay of history', () => {
  it('R3.1 R3.2 R3.3 at most three tested, no false lock, no lost lease, whatever happens in what order', () => {
    let locks = 0;
    fc.assert(
      fc.property(commands, (steps) => {
        const model: Model = { now: 1_000_000, step: 0, happened: { attempts: [], clears: [] } };
        const real: Real = { state: untouched };
        fc.modelRun(() => ({ model, real }), steps);
        if (judge(model.happened, model.now).lockedUntil !== undefined) locks++;
        expect(mostTestedInOnePeriod(model.happened, model.now)).toBeLessThanOrEqual(3);
      }),
      { numRuns: 1500 },
    );
    expect(locks).toBeGreaterThan(10);
  });
});
