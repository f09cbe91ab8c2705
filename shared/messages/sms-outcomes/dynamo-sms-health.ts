import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { attemptedAt, attemptsFrom } from '#shared/messages/followed-messages.ts';
import { readable } from '#shared/platform/tables/dynamo-readable.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import type { Canary, SmsHealth } from './sms-log.ts';
import { canaryKey, keptCanaries, lastKey, minuteKey } from './sms-log.ts';

export const smsState = v.picklist(['accepted', 'refused', 'sent', 'taken-by-carrier', 'delivered', 'undelivered']);
const lastSchema = v.object({
  acceptedAt: v.optional(v.string()),
  successAt: v.optional(v.string()),
  failureAt: v.optional(v.string()),
});
const minuteSchema = v.object({ successes: v.optional(v.number(), 0), failures: v.optional(v.number(), 0) });
const canarySchema = v.object({
  attempt: v.string(),
  outcome: smsState,
  outcomeAt: v.string(),
  code: v.optional(v.string()),
});

/** The newest of the stored canaries, newest first, at most `most`. Two are sent an hour. */
export async function readCanaries(
  client: DynamoDBClient,
  table: string,
  now: Date,
  most = 250,
): Promise<readonly Canary[]> {
  const { pk, sk } = canaryKey(attemptsFrom(new Date(now.getTime() - keptCanaries)));
  const { Items: items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: toItem({ ':pk': pk, ':from': sk, ':to': canaryKey('~').sk }),
      ScanIndexForward: false,
      Limit: most,
    }),
  );
  return readable(canarySchema, items).map(({ attempt, ...known }) => ({
    ...known,
    sentAt: attemptedAt(attempt).toISOString(),
  }));
}

/**
 * Whether SMS arrive (R10.1), from the last canary and at most 61 small counters. Expired counters are older than the hour and
 * not read.
 */
export const dynamoSmsHealth =
  (client: DynamoDBClient, table: string) =>
  async (now: Date): Promise<SmsHealth> => {
    const from = minuteKey(new Date(now.getTime() - 60 * 60 * 1000));
    const [last = {}, [canary], { Items: items = [] }] = await Promise.all([
      getItem(client, table, lastKey, lastSchema),
      readCanaries(client, table, now, 1),
      client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: toItem({ ':pk': from.pk, ':from': from.sk, ':to': minuteKey(now).sk }),
        }),
      ),
    ]);
    const minutes = readable(minuteSchema, items);
    return {
      ...(last.acceptedAt ? { lastAcceptedAt: last.acceptedAt } : {}),
      ...(last.successAt ? { lastSuccessAt: last.successAt } : {}),
      ...(last.failureAt ? { lastFailureAt: last.failureAt } : {}),
      successesLastHour: minutes.reduce((sum, { successes }) => sum + successes, 0),
      failuresLastHour: minutes.reduce((sum, { failures }) => sum + failures, 0),
      ...(canary ? { canary } : {}),
    };
  };
