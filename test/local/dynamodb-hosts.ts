import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  ListTablesCommand,
} from '@aws-sdk/client-dynamodb';
import { createDynamoDb } from '#infra/local/dynamodb/dynamodb.ts';
import { serveService } from './serve-service.ts';

export type DynamoHost = { readonly client: DynamoDBClient; readonly close: () => Promise<void> };

const judge = new URL('../../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url).pathname;

/** Why the judge cannot be asked here; undefined where it can. */
export const judgeMissing = existsSync(judge) ? undefined : '@dynoxide/linux-x64 is not installed (Linux x64 only)';

/** A client without retries, so that a test sees each answer. */
export const clientOf = (url: string) =>
  new DynamoDBClient({
    endpoint: url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });

/** Our own DynamoDB behind HTTP. */
export async function startLocal(): Promise<DynamoHost> {
  const service = await createDynamoDb({ clock: { now: Date.now } });
  const { url, close } = await serveService(service);
  const client = clientOf(url);
  return {
    client,
    async close() {
      client.destroy();
      await close();
      await service.close();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** The judge: another emulator, as a child process on a free port of this machine. */
export async function startJudge(): Promise<DynamoHost> {
  const port = await freePort();
  const child = spawn(judge, ['--host', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const client = clientOf(`http://127.0.0.1:${port}`);
  for (let tries = 0; ; tries++) {
    const answered = await client.send(new ListTablesCommand({})).then(
      () => true,
      () => false,
    );
    if (answered) break;
    if (tries === 100) throw new Error('The judge does not answer');
    await setTimeout(50);
  }
  return {
    client,
    async close() {
      client.destroy();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
    },
  };
}

/** The shape of the stack's own tables: partition and sort key, one index of each kind. */
export const portalTable = {
  TableName: 'Portal',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'owner', AttributeType: 'S' },
    { AttributeName: 'at', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byOwner',
      KeySchema: [
        { AttributeName: 'owner', KeyType: 'HASH' },
        { AttributeName: 'at', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['title'] },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'byTime',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'at', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
} satisfies CreateTableCommandInput;

/** A table with a partition key only. */
export const registryTable = {
  TableName: 'Registry',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
} satisfies CreateTableCommandInput;

export async function createTables({ client }: DynamoHost): Promise<void> {
  await client.send(new CreateTableCommand(portalTable));
  await client.send(new CreateTableCommand(registryTable));
}
