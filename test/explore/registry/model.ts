import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { changeSchema } from '#shared/insurer/changes/change.ts';
import { dynamoRegistry } from '#shared/insurer/registry/dynamo-registry.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { dynamoEnrolments } from '#shared/policies/dynamo-enrolments.ts';
import { direct, type Operation } from '../harness/direct.ts';
import { violationsOf } from '../harness/invariants.ts';
import type { Model } from '../harness/model.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import { allItems, itemsLike } from '../harness/table.ts';
import { policyCalls } from '../portal/policy-calls.ts';
import { firstContents, laterContents, nextFile, policyNumbers } from './files.ts';
import { type Final, registryInvariants } from './invariants.ts';
import { createWorld, customers, type World } from './world.ts';

const mostOperations = 6;
/** S3 gives the time of a file in whole seconds; in ms. */
const wholeSecond = 1_000;

async function finalOf(world: World): Promise<Final> {
  const registry = dynamoRegistry(client, tables.registry);
  const found = await Promise.all(policyNumbers.map((policyNumber) => registry.findPolicy(policyNumber)));
  return {
    world,
    policies: new Map(found.flatMap((policy) => (policy ? [[policy.policyNumber, policy]] : []))),
    enrolments: await dynamoEnrolments(client, tables).findAll(policyNumbers),
    changes: itemsLike(await allItems(), changeSchema).sort((a, b) => (a.changeId < b.changeId ? -1 : 1)),
    parked: world.queue.parked(),
  };
}

/** Registry files whose events come in any order, late and twice, whose imports die, and customers who enrol meanwhile. */
export const registryModel: Model = {
  name: 'registry',
  kills: 0.02,
  async play(needs) {
    const { stage, random } = needs;
    const world = await createWorld(needs);
    const write = (contents: typeof laterContents) => {
      const file = nextFile(needs, world.files.length, contents);
      world.files.push(file);
      world.tell(file);
    };
    const { enrol } = policyCalls(stage);
    const enrolSome = () => {
      const [customer, policyNumber] = [random.pick([customers.C1, customers.C2]), random.pick(policyNumbers)];
      return world.calls.ask(`enrol ${policyNumber} of ${customer.customerId}`, () => enrol(customer, policyNumber));
    };

    /** The table is lost: the insurer's next full file, later than all before, fills it again (runbook). */
    const loseRegistry = async () => {
      stage.say('THE REGISTRY IS LOST');
      for (const { pk, sk } of await allItems(tables.registry))
        await client.send(new DeleteItemCommand({ TableName: tables.registry, Key: toItem({ pk, sk }) }));
      stage.pass(wholeSecond);
      write({ ...laterContents, isFull: true });
    };

    const tellAgain = () => {
      const file = random.any(world.files);
      if (file) world.tell(file);
    };
    const writeMore: Operation = { run: () => write(laterContents) };
    const operations: readonly [Operation, ...Operation[]] = [
      ...([writeMore, writeMore, writeMore] as const),
      { run: tellAgain },
      { run: enrolSome },
      { run: enrolSome },
      { run: loseRegistry, isLong: true },
    ];
    const plan = Array.from({ length: 2 + random.below(mostOperations) }, () => random.pick(operations));
    const first: Operation = { run: () => write(firstContents) };
    await direct(needs, { plan: [first, ...plan], queue: world.queue, events: [] });
    return violationsOf(registryInvariants, await finalOf(world));
  },
};
