import { randomUUID } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { instant } from '#shared/platform/instant.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import type { BegunImport, Imports } from './imports.ts';
import { importKey, overtakenKey, turnKey } from './registry-keys.ts';

const begunSchema = v.object({
  order: v.string(),
  bucket: v.string(),
  key: v.string(),
  versionId: v.string(),
  size: v.number(),
  uploadedAt: instant,
}) satisfies v.GenericSchema<unknown, BegunImport>;

const endedSchema = v.object({ rows: v.optional(v.number()) });
/** Files that were refused or are not finished have no rows; so many of them are passed over. */
const mostLookedBack = 20;

const overtakenSchema = v.object({
  digest: v.string(),
  versions: v.array(v.string()),
  bits: v.pipe(
    v.instance(Uint8Array),
    v.transform((bytes): Uint8Array => inflateRawSync(bytes)),
  ),
});
/**
 * Bytes; an item of the table holds 400 KB. A newer full file supersedes nearly every row, and the bits of a million rows
 * compress to some kilobytes.
 */
const mostKept = 350_000;

async function keep(client: DynamoDBClient, table: string, file: BegunImport, more: object = {}): Promise<void> {
  const item = { ...importKey(file.order), ...file, uploadedAt: file.uploadedAt.toISOString(), ...more };
  await client.send(new PutItemCommand({ TableName: table, Item: toItem(item) }));
}

/**
 * The turn and the begun imports in the registry's table: one item of a few hundred bytes for each file that the insurer ever
 * sent.
 */
export const dynamoImports = (client: DynamoDBClient, table: string): Imports => ({
  async takeTurn(now, until) {
    const token = randomUUID();
    const { done: taken } = await conditional(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: toItem({ ...turnKey, token, until: until.getTime() }),
          // Or this call has the turn already: the SDK repeats a call whose answer was lost.
          ConditionExpression: 'attribute_not_exists(pk) OR #until <= :now OR #token = :token',
          ExpressionAttributeNames: { '#until': 'until', '#token': 'token' },
          ExpressionAttributeValues: toItem({ ':now': now.getTime(), ':token': token }),
        }),
      ),
    );
    if (!taken) return undefined;
    return async () => {
      await conditional(
        client.send(
          new DeleteItemCommand({
            TableName: table,
            Key: toItem(turnKey),
            ConditionExpression: '#token = :token',
            ExpressionAttributeNames: { '#token': 'token' },
            ExpressionAttributeValues: toItem({ ':token': token }),
          }),
        ),
      );
    };
  },

  begin: (file) => keep(client, table, file),
  end: (file, rows) => keep(client, table, file, { rows }),

  async rowsBefore({ order }) {
    const { Items: items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk < :order',
        ExpressionAttributeValues: toItem({ ':pk': importKey(order).pk, ':order': order }),
        ScanIndexForward: false,
        Limit: mostLookedBack,
      }),
    );
    return items.map((item) => fromItem(endedSchema, item).rows).find((rows) => rows !== undefined && rows > 0);
  },

  async newerThan({ order, versionId }) {
    const newer: BegunImport[] = [];
    let start: Record<string, AttributeValue> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk > :order',
          ExpressionAttributeValues: toItem({ ':pk': importKey(order).pk, ':order': order }),
          ExclusiveStartKey: start,
        }),
      );
      newer.push(...(page.Items ?? []).map((item) => fromItem(begunSchema, item)));
      start = page.LastEvaluatedKey;
    } while (start);
    return newer.filter((other) => other.versionId !== versionId);
  },

  async findOvertaken({ order }) {
    const { Items: [item] = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk = :order',
        ExpressionAttributeValues: toItem({ ':pk': overtakenKey(order).pk, ':order': order }),
      }),
    );
    return item && fromItem(overtakenSchema, item);
  },

  async keepOvertaken({ order }, { digest, versions, bits }) {
    const kept = deflateRawSync(bits);
    // Too large: the next run begins again with the first of the newer files.
    if (kept.length > mostKept) return;
    const item = { ...overtakenKey(order), digest, versions, bits: kept };
    await client.send(new PutItemCommand({ TableName: table, Item: toItem(item) }));
  },

  async forgetOvertaken({ order }) {
    await client.send(new DeleteItemCommand({ TableName: table, Key: toItem(overtakenKey(order)) }));
  },
});
