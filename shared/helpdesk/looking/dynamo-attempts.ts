import { randomBytes } from 'node:crypto';
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { marksSchema } from '#shared/helpdesk/identifying/dynamo-identifications.ts';
import { judgeMarks } from '#shared/helpdesk/identifying/marks.ts';
import { instant } from '#shared/platform/instant.ts';
import { readable } from '#shared/platform/tables/dynamo-readable.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { expiresAt, isExpired } from '#shared/platform/tables/expiry.ts';
import type { Key } from '#shared/platform/tables/portal-keys.ts';
import type { Attempts, JudgedAttempt } from './attempts.ts';

/** A failed registration, by a mark of the person's data; entries sort by time. */
const attemptsPartition = (lookup: string) => `ATTEMPTS#${lookup}`;
/** One failed registration under one of its lookups. */
export const attemptKey = (lookup: string, entry: string): Key => ({ pk: attemptsPartition(lookup), sk: entry });

/** How long a failed registration is kept, in ms, and how many are shown. */
const kept = 30 * 24 * 60 * 60 * 1000;
const shown = 10;

const itemSchema = v.object({
  sk: v.string(),
  at: instant,
  problem: v.string(),
  reason: v.optional(v.string()),
  marks: marksSchema,
  expiresAt: v.number(),
});

/** Failed registrations in the portal's table, one item for each lookup. */
export const dynamoAttempts = (client: DynamoDBClient, table: string): Attempts => ({
  async keep({ at, problem, reason }, marks) {
    const entry = `${at.toISOString()}#${randomBytes(6).toString('hex')}`;
    const until = expiresAt(new Date(at.getTime() + kept));
    await transact(client, {
      attempts: marks.map((mark) => ({
        Put: {
          TableName: table,
          Item: toItem({
            ...attemptKey(mark.lookup, entry),
            ...{ at: at.toISOString(), problem, reason, marks: mark, expiresAt: until },
          }),
        },
      })),
    });
  },

  async find(marks, now) {
    const pages = await Promise.all(
      marks.map(async (mark) => {
        const { Items: items = [] } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: toItem({ ':pk': attemptsPartition(mark.lookup) }),
            ScanIndexForward: false,
            Limit: shown,
          }),
        );
        return readable(itemSchema, items).map((item) => ({ mark, item }));
      }),
    );
    // Up to three lookups find the same attempt.
    const byEntry = new Map<string, JudgedAttempt>();
    for (const { mark, item } of pages.flat()) {
      if (isExpired(item, now)) continue;
      const { at, problem, reason } = item;
      byEntry.set(item.sk, { at, problem, reason, fields: judgeMarks(item.marks, mark) });
    }
    return [...byEntry]
      .sort(([one], [other]) => (one < other ? 1 : -1))
      .slice(0, shown)
      .map(([, attempt]) => attempt);
  },
});
