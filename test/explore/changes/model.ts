import { changeSchema } from '#shared/insurer/changes/change.ts';
import { direct, type Operation } from '../harness/direct.ts';
import { violationsOf } from '../harness/invariants.ts';
import type { Model } from '../harness/model.ts';
import { allItems, itemsLike } from '../harness/table.ts';
import { changesInvariants } from './invariants.ts';
import { publisherOf } from './publisher.ts';
import { createWorld, customers, enrolledFor, policyNumbers } from './world.ts';

const mostOperations = 14;
/** Runs of the publisher that are certain to come to the end of what waits. */
const lastRuns = 6;

/** What the insurer learns of enrolments, their ends and cancelled registrations, while runs of the publisher overlap and die. */
export const changesModel: Model = {
  name: 'changes',
  kills: 0.015,
  async play(needs) {
    const { stage, random } = needs;
    const { queue, acts, calls, writtenAt } = await createWorld(needs);
    const { published, run } = publisherOf(needs, writtenAt);
    const someone = () => random.pick([customers.A, customers.A, customers.A2, customers.B]);
    const somePolicy = () => random.pick(policyNumbers);
    const publish: Operation = { run };
    const operations: readonly [Operation, ...Operation[]] = [
      ...([publish, publish, publish] as const),
      { run: () => acts.enrol(someone(), somePolicy()) },
      { run: () => acts.enrol(someone(), somePolicy()) },
      { run: () => acts.enrol(customers.A, somePolicy()) },
      { run: () => acts.end(someone(), somePolicy()) },
      { run: () => acts.end(customers.A, somePolicy()) },
      { run: () => acts.nameHolder(random.pick(['C-A', 'C-B']), somePolicy()) },
      { run: () => acts.cancel(random.pick([customers.A, customers.B])) },
      { run: acts.registerAgain },
    ];
    const plan = Array.from({ length: 4 + random.below(mostOperations) }, () => random.pick(operations));
    await direct(needs, { plan, queue, events: [] });
    for (let runs = 0; runs < lastRuns; runs++) {
      stage.pass(60_000);
      await run();
      while (!stage.isQuiet()) await stage.step(true);
    }
    const states = await Promise.all(
      policyNumbers.map(async (policyNumber) => [policyNumber, await enrolledFor(policyNumber)] as const),
    );
    const waiting = itemsLike(await allItems(), changeSchema);
    const final = { published, waiting, enrolled: new Map(states), failures: calls.failures, parked: queue.parked() };
    return violationsOf(changesInvariants, final);
  },
};
