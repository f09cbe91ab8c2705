import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { rekeyContacts } from '../../../bin/operate/rotation/rekey-contacts.ts';
import { direct, settle } from '../harness/direct.ts';
import { violationsOf } from '../harness/invariants.ts';
import type { Model } from '../harness/model.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import type { Stage } from '../harness/stage.ts';
import { allItems } from '../harness/table.ts';
import { cancelling, cancelTimeout } from '../portal/cancelling.ts';
import { contactInvariants } from './contact-invariants.ts';
import { contactsOf } from './contacts.ts';
import { finalOf } from './final.ts';
import { beginningsOf, operationOf, themes } from './operations.ts';
import { passwordInvariants } from './password-invariants.ts';
import { passwordsOf } from './passwords.ts';
import { registeringOf } from './registering.ts';
import { secondStepsOf } from './second-steps.ts';
import { textsOf } from './texts.ts';
import { activeAccounts, createWorld, rotation, type World } from './world.ts';

const mostOperations = 12;
const hour = 3_600_000;
const day = 24 * hour;

function passes({ pass, say }: Stage, ms: number, name: string) {
  say(`${name} PASSES`);
  pass(ms);
}

/** DynamoDB deletes what has expired. */
async function sweepExpired({ now, say }: Stage) {
  say('EXPIRED ITEMS ARE DELETED');
  for (const { pk, sk, expiresAt } of await allItems())
    if (expiresAt !== undefined && expiresAt * 1000 <= now())
      await client.send(new DeleteItemCommand({ TableName: tables.portal, Key: toItem({ pk, sk }) }));
}

/** The next step of rotating the secret; after the last one the contacts are made with the new one. */
const rotate = ({ stage, phase }: World) => {
  if (phase.now === 'promoted')
    return stage.start('rekey', { timeout: 900_000 }, () =>
      rekeyContacts(client, tables.portal, rotation.promoted, stage.date()),
    );
  phase.now = phase.now === 'before' ? 'prepared' : 'promoted';
  stage.say(`THE SECRET IS ${phase.now}`);
  return undefined;
};

/** Everything about accounts: registering, passwords, contacts, corrections, a rotated secret, cancelling. */
export const accountsModel: Model = {
  name: 'accounts',
  kills: 0.015,
  async play(needs) {
    const { stage, random } = needs;
    const world = await createWorld(needs);
    const registering = registeringOf(world);
    const steps = secondStepsOf(world);
    const passwords = passwordsOf(world, steps);
    const texts = textsOf(world, registering);
    const contacts = contactsOf(world);
    const cancel = cancelling({
      ...{ stage, mailer: world.mailer, queue: world.queue },
      onErased: () => undefined,
      removeUser: world.credentials.remove,
    });
    const cancelSome = async () => {
      const account = random.any(await activeAccounts());
      if (!account) return;
      await world.calls.ask(`cancel ${account.username}`, () => cancel(account.accountId), cancelTimeout);
    };

    const runs = {
      ...{ ...registering, ...passwords, ...steps, ...texts, ...contacts },
      ...{ cancelSome, rotate: () => rotate(world), sweepExpired: () => sweepExpired(stage) },
      hour: () => passes(stage, hour, 'AN HOUR'),
      day: () => passes(stage, 25 * hour, 'A DAY'),
      month: () => passes(stage, 31 * day, 'A MONTH'),
    };
    const theme = random.pick(themes);
    for (const name of random.pick(beginningsOf(theme))) {
      await runs[name]();
      await settle(needs);
    }
    const plan = Array.from({ length: 4 + random.below(mostOperations) }, () => operationOf(runs, random.pick(theme)));
    await direct(needs, { plan, queue: world.queue, events: world.events });

    // All that waits comes due, and the schedules have their turn.
    stage.pass(4 * day);
    const { recoverWithoutUser } = passwords;
    const { sweep } = registering;
    for (const run of [contacts.applyDue, sweep, sweep, recoverWithoutUser, recoverWithoutUser]) {
      await run();
      await settle(needs);
    }
    if (world.phase.now === 'promoted') await rekeyContacts(client, tables.portal, rotation.promoted, stage.date());
    return violationsOf([...passwordInvariants, ...contactInvariants], await finalOf(world, contacts, steps));
  },
};
