import { randomBytes } from 'node:crypto';
import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { limitKey } from '#shared/platform/tables/portal-keys.ts';
import { type Limited, type Limits, limitWindow } from './limits.ts';

const windowSchema = v.object({ expiresAt: v.number() });

/** Not the key under which earlier versions kept a number: a deployment or a roll-back must not mix the two forms. */
const keyOf = ({ kind, who }: Limited) => toItem(limitKey(`attempts#${kind}#${who}`));

const windowOf = ({ window = limitWindow }: Limited) => window;

/** Eight letters that hold 48 bits. They are unique within a window, which holds at most `max` of them. */
const newAttemptId = () => randomBytes(6).toString('base64url');

/**
 * Limits in the portal's table, one item for each window; an expired one counts as absent. An item holds the attempts by their
 * ids: if the SDK repeats a write because its answer was lost, it counts once, and an attempt is given back exactly once.
 */
export const dynamoLimits = (client: DynamoDBClient, table: string): Limits => {
  /** Counts within the open window. Undefined if it counted, otherwise the item that did not fit. */
  const count = async (limited: Limited, attemptId: string, now: number) => {
    const outcome = await conditional(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(limited),
          UpdateExpression: 'ADD attempts :attempt SET expiresAt = if_not_exists(expiresAt, :end)',
          ConditionExpression:
            'attribute_not_exists(pk) OR (expiresAt > :now AND (attribute_not_exists(attempts) OR size(attempts) < :max OR contains(attempts, :attemptId)))',
          ExpressionAttributeValues: toItem({
            ':attempt': new Set([attemptId]),
            ':attemptId': attemptId,
            ':end': now + windowOf(limited),
            ':now': now,
            ':max': limited.max,
          }),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      ),
    );
    return outcome.done ? undefined : fromItem(windowSchema, outcome.item ?? {});
  };

  /** Replaces an expired window by a new one; false if another call was faster. */
  const begin = async (limited: Limited, attemptId: string, now: number) => {
    const { done } = await conditional(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(limited),
          UpdateExpression: 'SET attempts = :attempt, expiresAt = :end',
          ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
          ExpressionAttributeValues: toItem({
            ':attempt': new Set([attemptId]),
            ':end': now + windowOf(limited),
            ':now': now,
          }),
        }),
      ),
    );
    return done;
  };

  return {
    async take(limited, date) {
      const now = Math.floor(date.getTime() / 1000);
      const attemptId = newAttemptId();
      for (;;) {
        const window = await count(limited, attemptId, now);
        if (!window) return { allowed: true, attempt: { limited, attemptId } };
        if (window.expiresAt > now) return { allowed: false, retryAfterSeconds: window.expiresAt - now };
        if (await begin(limited, attemptId, now)) return { allowed: true, attempt: { limited, attemptId } };
      }
    },

    async giveBack({ limited, attemptId }) {
      // The condition fails if the attempt was given back before, or if the window is gone.
      await conditional(
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: keyOf(limited),
            UpdateExpression: 'DELETE attempts :attempt',
            ConditionExpression: 'contains(attempts, :attemptId)',
            ExpressionAttributeValues: toItem({ ':attempt': new Set([attemptId]), ':attemptId': attemptId }),
          }),
        ),
      );
    },
  };
};
