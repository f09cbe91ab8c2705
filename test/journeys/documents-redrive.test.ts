import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { redrive } from '#infra/operations/sqs-redrive.ts';
import { aCustomer } from '#test/builders/customer.ts';
import { listDocuments, signIn, signUp } from './customer.ts';
import { addFaults, clearFaults, functionName, openFastPortal } from './documents-portal.ts';
import { depth, passUntilEmpty, queueUrl } from './documents-queues.ts';
import { allWorkedOff, aPdf, registerAtInsurer, uploadDocument } from './insurer.ts';
import type { Portal } from './portal.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openFastPortal();
});
afterAll(() => portal.close());

it('R5.1 what fails ten times is parked and, replayed by the operator, delivered; a poison message is parked again', async () => {
  const customer = aCustomer();
  await registerAtInsurer(portal, customer);
  await signUp(portal, customer);
  await allWorkedOff(portal);
  await portal.sqs.send(
    new SendMessageCommand({ QueueUrl: await queueUrl(portal, 'deliver-document'), MessageBody: 'not of S3' }),
  );
  const worker = functionName(portal, 'deliver-document');
  await addFaults(portal, [
    { service: 's3', operation: 'GetObject', function: worker, error: 'InternalError', times: 1000 },
  ]);
  await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
  expect(await passUntilEmpty(portal, 'deliver-document')).toBeGreaterThanOrEqual(9);
  expect((await depth(portal, 'deliver-document-parked')).waiting).toBe(2);
  expect((await listDocuments(portal, await signIn(portal, customer))).documents).toEqual([]);

  await clearFaults(portal);
  const printed: string[] = [];
  const queueName = worker;
  const print = (line: string) => printed.push(line);
  expect(await redrive({ queueName, endpointUrl: portal.aws, print })).toBe(2);
  expect(printed.at(-1)).toContain('2 messages moved');
  await passUntilEmpty(portal, 'deliver-document');
  expect((await listDocuments(portal, await signIn(portal, customer))).documents).toHaveLength(1);
  expect((await depth(portal, 'deliver-document-parked')).waiting).toBe(1);
});

it('a queue that does not exist is told by its name', async () => {
  await expect(redrive({ queueName: 'nothing', endpointUrl: portal.aws, print: () => {} })).rejects.toThrow(
    'There is no queue nothing-parked',
  );
});
