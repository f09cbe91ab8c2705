import * as v from 'valibot';
import { dynamoOutbox } from '#shared/insurer/changes/dynamo-outbox.ts';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import { aRow } from '#test/builders/registry.ts';
import type { Needs } from '../harness/model.ts';
import { client, playTables, tables } from '../harness/played-dynamo.ts';
import { playMail } from '../harness/played-mail.ts';
import { createQueue, type Queue } from '../harness/queue.ts';
import type { Actor } from '../harness/stage.ts';
import { allItems } from '../harness/table.ts';
import { type Customer, putCustomer } from '../portal/a-customer.ts';
import { cancelling } from '../portal/cancelling.ts';
import { type CustomerCalls, customerCalls } from '../portal/customer-calls.ts';
import { policyCalls } from '../portal/policy-calls.ts';
import { rowWriter } from '../portal/row-writer.ts';

export const policyNumbers = ['P-0', 'P-1', 'P-2'] as const;
/** The second of a customer is the account after the first was cancelled. */
export const customers = {
  A: { accountId: 'account-A', customerId: 'C-A' },
  A2: { accountId: 'account-A2', customerId: 'C-A' },
  B: { accountId: 'account-B', customerId: 'C-B' },
} as const;

export type World = Needs & {
  readonly queue: Queue;
  readonly calls: CustomerCalls;
  /** When each change came into the table, ms; 0 once its writer has gone on, which it does when all is committed. */
  readonly writtenAt: ReadonlyMap<string, number>;
  /** Each returns when it has begun, or done nothing where it is not possible now. */
  readonly acts: {
    enrol(customer: Customer, policyNumber: string): Promise<void>;
    end(customer: Customer, policyNumber: string): Promise<void>;
    cancel(customer: Customer): Promise<void>;
    nameHolder(customerId: string, policyNumber: string): void;
    registerAgain(): Promise<void>;
  };
};

/**
 * For a moment a read may see half of a transaction. publish-changes relies on a change's time being at most so many ms
 * before its commit: acts that take longer are left out of this model.
 */
const longestAct = 1_500;
/** Registering takes longer than any two clocks differ, in ms. */
const registering = 5_000;

/** Two customers and three policies. The first customer holds all three at first; none is enrolled. */
export async function createWorld(needs: Needs): Promise<World> {
  const { stage, random } = needs;
  const writtenAt = new Map<string, number>();
  const written: { readonly changeId: string; readonly by: Actor | undefined }[] = [];
  const outbox = dynamoOutbox(client, tables.portal);
  await playTables(stage, {
    text: '"CHANGES"',
    async onWrite(writer) {
      for (const { changeId, by } of written) if (by === writer) writtenAt.set(changeId, 0);
      for (const { changeId } of (await outbox.read(undefined)).waiting) {
        if (writtenAt.has(changeId)) continue;
        writtenAt.set(changeId, stage.now());
        written.push({ changeId, by: writer });
      }
    },
  });
  await putCustomer(stage, customers.A);
  await putCustomer(stage, customers.B);
  const queue = createQueue(stage, random);
  const calls = customerCalls(stage);
  const { enrol, end } = policyCalls(stage);
  const cancel = cancelling({ stage, queue, mailer: playMail(stage, () => undefined), onErased: () => undefined });
  const writer = rowWriter(stage);
  let files = 0;
  const writeRow = (holder: string, policyNumber: string, order: string) =>
    writer.write([{ ...aRow({ policyNumber, customerId: holder }), withPerson: false }], order);
  for (const policyNumber of policyNumbers) await writeRow('C-A', policyNumber, '00000');

  return {
    ...needs,
    ...{ queue, calls, writtenAt },
    acts: {
      enrol: (customer, policyNumber) =>
        calls.ask(`enrol ${policyNumber} of ${customer.accountId}`, () => enrol(customer, policyNumber), longestAct),
      end: (customer, policyNumber) =>
        calls.ask(`end ${policyNumber} of ${customer.accountId}`, () => end(customer, policyNumber), longestAct),
      cancel: ({ accountId }) => calls.ask(`cancel ${accountId}`, () => cancel(accountId), longestAct),
      nameHolder(customerId, policyNumber) {
        const order = String(++files).padStart(5, '0');
        stage.say(`FILE: ${policyNumber} is ${customerId}'s`);
        queue.put({
          name: `import ${policyNumber}`,
          ...{ group: 'imports', timeout: longestAct, comesBackAfter: 60_000 },
          work: () => writeRow(customerId, policyNumber, order),
        });
      },
      async registerAgain() {
        const items = await allItems();
        if (items.some(({ pk }) => pk === 'PERSON#C-A' || pk === `ACCOUNT#${customers.A2.accountId}`)) return;
        stage.pass(registering);
        stage.say('REGISTERED AGAIN');
        await putCustomer(stage, customers.A2);
      },
    },
  };
}

const enrolmentSchema = v.object({ customerId: v.string() });

/** Whose customer a policy is enrolled for. */
export const enrolledFor = async (policyNumber: string): Promise<string | undefined> =>
  (await getItem(client, tables.portal, enrolmentKey(policyNumber), enrolmentSchema))?.customerId;
