import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { toItem } from '#shared/tables/dynamo-table.ts';
import { limitKey } from '#shared/tables/portal-keys.ts';
import { type Limited, type Limits, limitWindow } from './limits.ts';

const windowSchema = v.object({ expiresAt: v.number() });

const keyOf = ({ kind, who }: Limited) => toItem(limitKey(`${kind}#${who}`));

/** Counts in the portal's table, one item a window; what has expired counts as absent. */
export const dynamoLimits = (client: DynamoDBClient, table: string): Limits => {
  /** Counts within the open window; undefined when done, else the item that stood against it. */
  const count = async (limited: Limited, now: number) => {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(limited),
          UpdateExpression: 'ADD #count :one SET expiresAt = if_not_exists(expiresAt, :end)',
          ConditionExpression: 'attribute_not_exists(pk) OR (expiresAt > :now AND #count < :max)',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: toItem({ ':one': 1, ':end': now + limitWindow, ':now': now, ':max': limited.max }),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return undefined;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
      return v.parse(windowSchema, unmarshall(error.Item));
    }
  };

  /** Begins a new window over an expired one; false when another call was faster. */
  const begin = async (limited: Limited, now: number) => {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(limited),
          UpdateExpression: 'SET #count = :one, expiresAt = :end',
          ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: toItem({ ':one': 1, ':end': now + limitWindow, ':now': now }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  return {
    async take(limited, date) {
      const now = Math.floor(date.getTime() / 1000);
      for (;;) {
        const standing = await count(limited, now);
        if (!standing) return { allowed: true };
        if (standing.expiresAt > now) return { allowed: false, retryAfterSeconds: standing.expiresAt - now };
        if (await begin(limited, now)) return { allowed: true };
      }
    },

    async giveBack(limited) {
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: keyOf(limited),
            UpdateExpression: 'ADD #count :less',
            ConditionExpression: '#count > :none',
            ExpressionAttributeNames: { '#count': 'count' },
            ExpressionAttributeValues: toItem({ ':less': -1, ':none': 0 }),
          }),
        );
      } catch (error) {
        // The window is gone, and the count with it.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
};
