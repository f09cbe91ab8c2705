import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { createDynamoDb } from '#host/dynamodb/dynamodb.ts';
import type { Limits } from '#host/limits.ts';
import { callsOn, keyOf } from './dynamodb-calls.ts';
import { clientOf, keyOnlyTable, mainTable } from './dynamodb-tables.ts';
import { serveService } from './serve-service.ts';

/** When the clock of these tests begins. */
export const start = Date.parse('2027-01-31T12:00:00Z');
/** Run after each test, the last first. */
export const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

export function aDirectory() {
  const directory = mkdtempSync(join(tmpdir(), 'dynamodb-'));
  endings.push(() => rmSync(directory, { recursive: true }));
  return directory;
}

const usualNames = { main: mainTable.TableName, keyOnly: keyOnlyTable.TableName };

/** A DynamoDB with the two tables, behind HTTP, at a time that a test may move. */
export async function aDynamoDb({
  directory,
  names = usualNames,
  limits,
}: {
  directory?: string;
  limits?: Limits;
  names?: typeof usualNames;
} = {}) {
  const time = { now: start };
  const service = await createDynamoDb({ clock: { now: () => time.now }, directory, ...(limits && { limits }) });
  service.createTable({ ...mainTable, TableName: names.main });
  service.createTable({ ...keyOnlyTable, TableName: names.keyOnly });
  const { url, close } = await serveService(service);
  const client = clientOf(url);
  const end = async () => {
    client.destroy();
    await close();
    await service.close();
  };
  endings.push(end);
  return { service, client, time, end, ...callsOn(client) };
}

export const item = (sk: string, extra: Record<string, { S: string } | { N: string }> = {}) => ({
  ...keyOf('p', sk),
  ...extra,
});
export const inSeconds = (ms: number) => ({ N: String(Math.floor(ms / 1000)) });
