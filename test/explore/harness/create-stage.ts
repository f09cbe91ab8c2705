import type { Random } from './random.ts';
import { currentScene, inScene } from './scene.ts';
import type { Actor, ActorTerms, Fault, Outcome, Stage } from './stage.ts';

export type StageTerms = {
  readonly random: Random;
  readonly startsAt: number;
  /** The most, in ms, that a machine's clock is off the true time. */
  readonly skew: number;
  /** The share of calls, 0 to 1, at which their actor is killed. */
  readonly kills: number;
};

type Way = { readonly name: string; readonly faultAt?: number };
type Gate = {
  readonly actor: Actor;
  readonly label: string;
  /** For a pause: when it is over. */
  readonly due?: number;
  readonly faults: readonly { readonly name: string; readonly share: number }[];
  readonly open: (way: Way) => void;
};

/** The most ms that a call takes by itself. */
const longestCall = 12;

/** The promise that a killed actor waits for, one for each: a shared one would keep every waiter in memory. */
const silence = () => new Promise<never>(() => undefined);
/** Everything that needs no gate has run by now: promises settle before the next macrotask. */
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

export function createStage({ random, startsAt, skew, kills }: StageTerms): Stage {
  let now = startsAt;
  let begun = 0;
  let gates: Gate[] = [];
  const lines: string[] = [];

  const say = (line: string) => void lines.push(`${((now - startsAt) / 1000).toFixed(3)} ${line}`);
  const actorAtWork = () => currentScene()?.actor;

  function kill(actor: Actor, why: string) {
    if (actor.state !== 'at-work') return;
    say(`${actor.name} is killed (${why})`);
    actor.state = 'dead';
    gates = gates.filter((gate) => gate.actor !== actor);
    actor.onDeath();
  }

  const atGate = (gate: Omit<Gate, 'open'>): Promise<Way> =>
    gate.actor.state === 'at-work' ? new Promise((open) => gates.push({ ...gate, open })) : silence();

  function wayOf({ faults }: Gate): Way {
    let dice = random.next();
    if (dice < kills) return { name: dice < kills / 2 ? 'killed before' : 'killed after' };
    dice -= kills;
    for (const [faultAt, { name, share }] of faults.entries()) {
      if (dice < share) return { name, faultAt };
      dice -= share;
    }
    return { name: '' };
  }

  async function open(gate: Gate, way: Way) {
    gates = gates.filter((other) => other !== gate);
    now = Math.max(now + 1 + random.below(longestCall), gate.due ?? 0);
    if (now > gate.actor.startedAt + gate.actor.timeout) return kill(gate.actor, 'out of time');
    say(`  ${gate.actor.name}: ${gate.label}${way.name === '' ? '' : ` [${way.name}]`}`);
    gate.open(way);
    await tick();
    if (way.name.startsWith('killed')) kill(gate.actor, way.name);
  }

  async function start<T>(name: string, { timeout, onDeath, onEnd }: ActorTerms<T>, work: () => Promise<T>) {
    const actor: Actor = {
      name: `${name}.${begun++}`,
      skew: skew === 0 ? 0 : random.below(2 * skew + 1) - skew,
      startedAt: now,
      timeout,
      state: 'at-work',
      onDeath: () => onDeath?.(),
    };
    say(`${actor.name} starts${skew === 0 ? '' : ` with its clock off by ${actor.skew} ms`}`);
    const end = (what: string, outcome: Outcome<T>) => {
      if (actor.state !== 'at-work') return;
      actor.state = 'done';
      say(`${actor.name} ${what}`);
      onEnd?.(outcome);
    };
    inScene({ stage, actor }, work).then(
      (value) => end(`ends: ${JSON.stringify(value)}`, { value }),
      (error: unknown) => end(`fails: ${describeFailure(error)}`, { error }),
    );
    await tick();
  }

  async function call<T>(label: string, effect: () => Promise<T>, faults: readonly Fault<T>[] = []): Promise<T> {
    const actor = actorAtWork();
    if (!actor) return effect();
    const way = await atGate({ actor, label, faults });
    if (way.name === 'killed before') return silence();
    const fault = way.faultAt === undefined ? undefined : faults[way.faultAt];
    const answer = await (fault ? fault.instead(effect) : effect());
    return way.name === 'killed after' ? silence() : answer;
  }

  const stage: Stage = {
    say,
    trace: () => lines,
    now: () => now,
    date: () => new Date(now),
    clock: () => new Date(now + (actorAtWork()?.skew ?? 0)),
    pass(ms) {
      now += ms;
    },
    isQuiet: () => gates.length === 0,
    start,
    call,
    async pause(ms) {
      const actor = actorAtWork();
      if (actor) await atGate({ actor, label: 'pauses', due: now + Math.ceil(ms), faults: [] });
    },
    async step(isCalm) {
      const gate = isCalm ? gates[0] : random.any(gates);
      if (gate) await open(gate, isCalm ? { name: '' } : wayOf(gate));
    },
  };
  return stage;
}

/** The error of an actor: its code, where it has one. */
export const describeFailure = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return `${error.name} ${'code' in error ? String(error.code) : error.message.slice(0, 160)}`;
};
