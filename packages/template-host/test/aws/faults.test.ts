import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFaults } from '#host/aws/faults.ts';
import { anEndpoint, clientFor, ownerKeys } from './endpoint-setup.ts';

let host: Awaited<ReturnType<typeof anEndpoint>>;
beforeEach(async () => {
  host = await anEndpoint();
});
afterEach(() => host.close());

const put = new PutItemCommand({ TableName: 'things', Item: { id: { S: '1' } } });
const dynamo = { service: 'dynamodb', operation: 'PutItem' } as const;

const asFunction = () => new DynamoDBClient(clientFor(host.workerUrl)).send(put);
const asOwner = () => new DynamoDBClient(clientFor(host.url, ownerKeys)).send(put);

describe('a fault', () => {
  it('fails the next calls before they take effect, as often as requested, under the given name', async () => {
    host.faults.add({ ...dynamo, error: 'ThrottlingException', times: 2 });
    for (const _ of [1, 2]) {
      await expect(asFunction()).rejects.toMatchObject({
        name: 'ThrottlingException',
        $metadata: { httpStatusCode: 400 },
      });
    }
    expect(host.effects).toEqual([]);
    await asFunction();
    expect(host.effects).toEqual(['dynamodb PutItem']);
    expect(host.faults.list()).toEqual([]);
    expect(host.calls.list().map((call) => call.outcome)).toEqual(['ThrottlingException', 'ThrottlingException', 'ok']);
  });

  it.each([
    ['InternalServerError', 500],
    ['InternalFailure', 500],
    ['ServiceUnavailable', 503],
    ['ThrottlingException', 400],
  ])('%s answers %i, unless a status is given', async (error, status) => {
    host.faults.add({ ...dynamo, error });
    await expect(asFunction()).rejects.toMatchObject({ name: error, $metadata: { httpStatusCode: status } });
    host.faults.add({ ...dynamo, error, status: 418, message: 'teapot' });
    await expect(asFunction()).rejects.toMatchObject({ message: 'teapot', $metadata: { httpStatusCode: 418 } });
  });

  it("answers in the service's own protocol (SES v1 Throttling)", async () => {
    const ses = new SESClient(clientFor(host.workerUrl));
    const mail = new SendEmailCommand({ Source: 'a@example.org', Destination: {}, Message: undefined });
    host.faults.add({ service: 'ses', operation: 'SendEmail', error: 'Throttling' });
    await expect(ses.send(mail)).rejects.toMatchObject({ name: 'Throttling' });
    await expect(ses.send(mail)).resolves.toMatchObject({ MessageId: 'm-1' });
  });

  it('lets a call take effect first with when: after', async () => {
    host.faults.add({ ...dynamo, error: 'InternalServerError', when: 'after' });
    await expect(asFunction()).rejects.toMatchObject({ name: 'InternalServerError' });
    expect(host.effects).toEqual(['dynamodb PutItem']);
  });

  it.each([
    ['before', []],
    ['after', ['dynamodb PutItem']],
  ] as const)(
    'breaks the connection without an answer on TimeoutError, %s the call took effect',
    async (when, effects) => {
      host.faults.add({ ...dynamo, error: 'TimeoutError', when });
      await expect(asFunction()).rejects.toMatchObject({ code: 'ECONNRESET' });
      expect(host.effects).toEqual(effects);
      expect(host.calls.list()).toMatchObject([{ outcome: 'TimeoutError', allowed: true }]);
    },
  );

  it.each([
    ['before', []],
    ['after', ['dynamodb PutItem']],
  ] as const)('kills the calling worker on crash, %s the call took effect', async (when, effects) => {
    host.faults.add({ ...dynamo, crash: true, when });
    await expect(asFunction()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(host.killed).toEqual(['read-things']);
    expect(host.effects).toEqual(effects);
    expect(host.calls.list()).toMatchObject([{ outcome: 'crash' }]);
  });

  it("does not strike the owner's calls when it crashes workers or names a function", async () => {
    host.faults.add({ ...dynamo, crash: true });
    host.faults.add({ ...dynamo, error: 'ThrottlingException', function: 'read-things' });
    await asOwner();
    expect(host.killed).toEqual([]);
    expect(host.faults.list()).toHaveLength(2);
    host.faults.add({ ...dynamo, error: 'InternalServerError' });
    await expect(asOwner()).rejects.toMatchObject({ name: 'InternalServerError' });
  });

  it('lets the first calls pass with skip, and takes * for any operation', async () => {
    host.faults.add({ service: '*', operation: '*', error: 'ThrottlingException', skip: 2 });
    await asFunction();
    await asFunction();
    await expect(asFunction()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await asFunction();
  });

  it('delays a call by delayMs of the moved time', async () => {
    host.faults.add({ ...dynamo, delayMs: 60_000 });
    const sent = asFunction();
    while (host.faults.list().length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(host.effects).toEqual([]);
    await host.clock.advance(60_000);
    await sent;
    expect(host.effects).toEqual(['dynamodb PutItem']);
  });

  it('is not used up by a call that IAM refuses', async () => {
    const denied = await anEndpoint({ policy: { Version: '2012-10-17', Statement: [] } });
    denied.faults.add({ ...dynamo, error: 'ThrottlingException' });
    const call = new DynamoDBClient(clientFor(denied.workerUrl)).send(put);
    await expect(call).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(denied.faults.list()).toHaveLength(1);
    await denied.close();
  });
});

describe('the list of faults', () => {
  it('strikes with the oldest that is due; each skips by itself', () => {
    const faults = createFaults();
    faults.add({ ...dynamo, error: 'A', skip: 1 });
    faults.add({ ...dynamo, error: 'B', times: 2 });
    const take = () => faults.take({ ...dynamo, function: 'f', hasWorker: true })?.error;
    expect([take(), take(), take(), take()]).toEqual(['B', 'A', 'B', undefined]);
  });

  it('is empty after clear', () => {
    const faults = createFaults();
    faults.add({ ...dynamo, error: 'A' });
    faults.clear();
    expect(faults.list()).toEqual([]);
    expect(faults.take({ ...dynamo, hasWorker: true })).toBeUndefined();
  });

  it.each([
    ['nothing to do', { ...dynamo }],
    ['an error and a crash', { ...dynamo, error: 'A', crash: true }],
    ['no time at all', { ...dynamo, error: 'A', times: 0 }],
  ])('refuses a fault with %s', (_, fault) => {
    expect(() => createFaults().add(fault)).toThrow();
  });
});
