import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { CreateTableCommand, type DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { createDynamoDb } from '#host/dynamodb/dynamodb.ts';
import { clientOf, keyOnlyTable, mainTable } from '#testing/dynamodb-tables.ts';
import { requireFreePort } from '#testing/require-free-port.ts';
import { serveService } from '#testing/serve-service.ts';

export type DynamoHost = {
  readonly client: DynamoDBClient;
  readonly url: string;
  readonly close: () => Promise<void>;
};

/** The judge's program; undefined where npm has not installed it. */
function findJudge(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    return undefined;
  }
}
const judge = findJudge();

/** Why the judge cannot be asked here; undefined where it can. */
export const judgeMissing = judge ? undefined : '@dynoxide/linux-x64 is not installed (Linux x64 only)';

/** Our own DynamoDB behind HTTP. */
export async function startLocal(): Promise<DynamoHost> {
  const service = await createDynamoDb({ clock: { now: Date.now } });
  const { url, close } = await serveService(service);
  const client = clientOf(url);
  return {
    client,
    url,
    async close() {
      client.destroy();
      await close();
      await service.close();
    },
  };
}

/** The judge: another emulator, as a child process on a free port of this machine. */
export async function startJudge(): Promise<DynamoHost> {
  if (!judge) throw new Error(judgeMissing);
  const port = await requireFreePort();
  const child = spawn(judge, ['--host', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  const client = clientOf(url);
  for (let tries = 0; ; tries++) {
    const answered = await client.send(new ListTablesCommand({})).then(
      () => true,
      () => false,
    );
    if (answered) break;
    if (tries === 1200) throw new Error('The judge does not answer');
    await setTimeout(50);
  }
  return {
    client,
    url,
    async close() {
      client.destroy();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
    },
  };
}

export async function createTables({ client }: DynamoHost): Promise<void> {
  await client.send(new CreateTableCommand(mainTable));
  await client.send(new CreateTableCommand(keyOnlyTable));
}
