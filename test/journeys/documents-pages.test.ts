import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { dynamoDocuments } from '#shared/documents/reading/dynamo-documents.ts';
import { reportMeasured } from '#test/support/measured.ts';
import { awsCallsOf } from '#test/support/portal/control.ts';
import { listDocuments, type Session } from '#test/support/portal/customer.ts';
import { functionName } from '#test/support/portal/faults.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { putDocuments, putOthersDocuments } from './documents-seeds.ts';

const portal = await portalOfFile();

const accountOf = ({ token }: Session) =>
  v.parse(v.object({ account: v.string() }), JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()))
    .account;

/** What one page costs, in capacity units. */
async function capacityOfPage(accountId: string, policyNumber?: string): Promise<number> {
  const client = new DynamoDBClient({
    endpoint: portal.aws,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'insurer', secretAccessKey: 'insurer' },
  });
  let units = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      if ('ConsumedCapacity' in answer.output)
        units += v.parse(v.object({ CapacityUnits: v.number() }), answer.output.ConsumedCapacity).CapacityUnits;
      return answer;
    },
    { step: 'initialize' },
  );
  await dynamoDocuments(client, portal.outputs.PortalTable).list({ accountId, policyNumber, now: new Date() });
  client.destroy();
  return units;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A customer with so many documents, and what a page of them costs. */
async function aCustomerWith(count: number) {
  const { customer, session } = await aSignedUpPerson(portal);
  const [{ policyNumber }] = customer.policies;
  const account = accountOf(session);
  await putDocuments(portal, account, policyNumber, count);
  const name = functionName(portal, 'list-documents');
  const before = (await awsCallsOf(portal, name)).length;
  const { documents } = await listDocuments(portal, session);
  const calls = (await awsCallsOf(portal, name)).slice(before).map(({ operation }) => operation);
  const capacity = [await capacityOfPage(account), await capacityOfPage(account, policyNumber)];
  return { listed: documents.length, calls: calls.sort(), capacity, page: () => listDocuments(portal, session) };
}

it('R7.1 a page of 100 costs the same of 100 documents and of 10,000, among 100,000 of others: calls, capacity, time', async () => {
  const begun = performance.now();
  await putOthersDocuments(portal, 100_000);
  const [few, many] = [await aCustomerWith(100), await aCustomerWith(10_000)];
  const seconds = (performance.now() - begun) / 1000;
  expect([few.listed, many.listed]).toEqual([100, 100]);
  expect(few.calls).toEqual(['GetItem', 'Query']);
  expect(many.calls).toEqual(few.calls);
  expect(few.capacity[0]).toBeGreaterThan(0);
  expect(many.capacity).toEqual(few.capacity);

  const timed = async (page: () => Promise<unknown>) => {
    const from = performance.now();
    await page();
    return performance.now() - from;
  };
  // By turns, so that other load on the machine slows both; the best round shows the difference.
  const ratios: number[] = [];
  while (ratios.length < 4 && !ratios.some((ratio) => ratio <= 1.1)) {
    const times = { few: [] as number[], many: [] as number[] };
    for (let turn = 0; turn < 150; turn++) {
      const order = turn % 2 === 0 ? (['few', 'many'] as const) : (['many', 'few'] as const);
      for (const which of order) times[which].push(await timed({ few, many }[which].page));
    }
    const [fewMs, manyMs] = [median(times.few), median(times.many)];
    ratios.push(manyMs / fewMs);
    reportMeasured(
      `a page of 100: ${fewMs.toFixed(2)} ms, of 10,000: ${manyMs.toFixed(2)} ms, ratio ${(manyMs / fewMs).toFixed(3)}; ` +
        `${few.capacity.join(' and ')} units; put in ${seconds.toFixed(0)} s`,
    );
  }
  expect(Math.min(...ratios)).toBeLessThanOrEqual(1.1);
});
