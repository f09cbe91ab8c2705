import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessEnd } from '#shared/documents/access-window.ts';
import { documentIdOf } from '#shared/documents/document-id.ts';
import { dynamoDocuments, policyOrder } from '#shared/documents/dynamo-documents.ts';
import { toItem } from '#shared/tables/dynamo-table.ts';
import { expiresAt } from '#shared/tables/expiry.ts';
import { documentKey } from '#shared/tables/portal-keys.ts';
import { aCustomer } from '#test/builders/customer.ts';
import { listDocuments, type Session, signUp } from './customer.ts';
import { functionName } from './documents-portal.ts';
import { callsOf } from './documents-queues.ts';
import { registerAtInsurer } from './insurer.ts';
import { openPortal, type Portal } from './portal.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const accountOf = ({ token }: Session) =>
  v.parse(v.object({ sub: v.string() }), JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()))
    .sub;

/** Documents as the delivery writes them, one an hour backwards from now. */
async function putDocuments(accountId: string, policyNumber: string, count: number) {
  const items = Array.from({ length: count }, (_, index) => {
    const uploadedAt = new Date(Date.now() - index * 3_600_000);
    const key = `documents/${policyNumber}/${index}.pdf`;
    const documentId = documentIdOf({ bucket: 'b', key, versionId: 'v', size: 1, uploadedAt });
    const until = accessEnd(uploadedAt);
    return toItem({
      ...documentKey(accountId, documentId),
      ...{ documentId, policyNumber, key, kind: 'invoice', title: 'Díjbekérő', size: 1000, sha256: '0'.repeat(64) },
      ...{ versionId: 'v', state: 'announced', expiresAt: expiresAt(until), availableUntil: until.toISOString() },
      uploadedAt: uploadedAt.toISOString(),
      policyOrder: policyOrder(policyNumber, documentId),
    });
  });
  for (let from = 0; from < items.length; from += 25)
    await portal.dynamo.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [portal.outputs.PortalTable]: items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } })),
        },
      }),
    );
}

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

it('R7.1 a page costs the same for 20 documents and for 2,000: calls, capacity, time', async () => {
  const measure = async (count: number) => {
    const customer = aCustomer();
    await registerAtInsurer(portal, customer);
    const session = await signUp(portal, customer);
    const [{ policyNumber }] = customer.policies;
    await putDocuments(accountOf(session), policyNumber, count);
    const name = functionName(portal, 'list-documents');
    const before = (await callsOf(portal, name)).length;
    expect((await listDocuments(portal, session)).documents).toHaveLength(20);
    const calls = (await callsOf(portal, name)).slice(before).map(({ operation }) => operation);
    const one = async () => {
      const begun = performance.now();
      await listDocuments(portal, session);
      return performance.now() - begun;
    };
    const account = accountOf(session);
    const capacity = [await capacityOfPage(account), await capacityOfPage(account, policyNumber)];
    return { calls: calls.sort(), capacity, one };
  };
  const [few, many] = [await measure(20), await measure(2000)];
  expect(few.calls).toEqual(['GetItem', 'Query']);
  expect(many.calls).toEqual(few.calls);
  expect(few.capacity[0]).toBeGreaterThan(0);
  expect(many.capacity).toEqual(few.capacity);
  // One by turns, so that whatever else the machine does falls on both.
  const times: [number, number][] = [];
  for (let i = 0; i < 40; i++) times.push([await few.one(), await many.one()]);
  const [fewMs, manyMs] = [median(times.map(([ms]) => ms)), median(times.map(([, ms]) => ms))];
  console.log(
    `a page of 20: ${fewMs.toFixed(1)} ms, of 2,000: ${manyMs.toFixed(1)} ms; ${few.capacity.join(' and ')} units`,
  );
  // Generous: two cores run other tests meanwhile. What grows with the documents would be a hundred times as much.
  expect(manyMs / fewMs).toBeLessThan(3);
});
