import type { Needs } from './model.ts';
import type { Queue } from './queue.ts';

/** Something that the world does, customers and insurer and time. */
export type Operation = {
  readonly run: () => Promise<void> | void;
  /** It takes longer than any actor that works now can run. */
  readonly isLong?: true;
};

export type Script = {
  readonly plan: Operation[];
  readonly queue: Queue;
  /** Events of services that were not delivered yet: they come within the minute. */
  readonly events: (() => Promise<void>)[];
};

/** Steps after which a play is brought to its end without further faults. */
const mostSteps = 700;
const longSpans = [61_000, 181_000, 451_000] as const;
/** The share of steps at which something new happens: from one after the other to nearly all at once. */
const paces = [0.05, 0.12, 0.3] as const;

async function deliver(events: (() => Promise<void>)[]) {
  for (const tell of events.splice(0)) await tell();
}

/**
 * Plays a script: first in any order and with faults by chance, then the rest without faults, until all work is done or
 * parked.
 */
export async function direct({ stage, random }: Needs, { plan, queue, events }: Script): Promise<void> {
  const next = async () => {
    const [operation] = plan;
    if (operation?.isLong && !stage.isQuiet()) return stage.step(false);
    plan.shift();
    await operation?.run();
  };
  const pace = random.pick(paces);
  for (let steps = 0; steps < mostSteps; steps++) {
    if (plan.length === 0 && stage.isQuiet() && events.length === 0 && queue.nextAt() === undefined) break;
    const dice = random.next();
    if (plan.length > 0 && dice < pace) await next();
    else if (dice < 0.4 && (await queue.startOne())) continue;
    else if (!stage.isQuiet() && dice < 0.96) await stage.step(false);
    else if (plan.length > 0 && stage.isQuiet() && dice < 0.96) await next();
    else if (dice < 0.97) await deliver(events);
    else if (dice < 0.99) stage.pass(random.below(2_000));
    else if (stage.isQuiet()) {
      await deliver(events);
      stage.pass(random.pick(longSpans));
    }
  }
  stage.say('From here on nothing fails');
  for (;;) {
    await settle({ stage });
    await deliver(events);
    if (plan.length > 0) await next();
    else if (!(await queue.startOne())) {
      const at = queue.nextAt();
      if (at === undefined) return;
      stage.pass(Math.max(1, at - stage.now()));
    }
  }
}

/** Lets all who are at work end, without any fault. */
export async function settle({ stage }: Pick<Needs, 'stage'>): Promise<void> {
  while (!stage.isQuiet()) await stage.step(true);
}
