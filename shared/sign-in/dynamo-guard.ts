import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { fromItem, getItem, toItem } from '#shared/tables/dynamo-table.ts';
import { expiresAt } from '#shared/tables/expiry.ts';
import { guardKey } from '#shared/tables/portal-keys.ts';
import { createGuard, type Guard, type GuardStore, type KeptGuard } from './guard.ts';
import { forgettableFrom, untouched } from './guard-state.ts';

const millis = v.pipe(v.number(), v.integer());

/** Nothing of a person but the username in the key. */
const itemSchema = v.object({
  version: v.pipe(v.number(), v.integer()),
  strikes: v.pipe(v.number(), v.integer()),
  leases: v.record(v.string(), millis),
  settled: v.array(v.string()),
  lockedUntil: v.exactOptional(millis),
});

// An expired item needs no special care: what makes it expire also makes its state mean nothing any more.
const keptFrom = (item: v.InferOutput<typeof itemSchema> | undefined): KeptGuard => {
  if (!item) return { state: untouched, version: 0 };
  const { version, ...state } = item;
  return { state, version };
};

function dynamoGuardStore(client: DynamoDBClient, table: string, now: () => Date): GuardStore {
  return {
    read: async (username) => keptFrom(await getItem(client, table, guardKey(username), itemSchema)),
    async write(username, state, replacedVersion) {
      const forgettable = forgettableFrom(state, now().getTime());
      const item = {
        ...guardKey(username),
        ...state,
        version: replacedVersion + 1,
        expiresAt: forgettable === undefined ? undefined : expiresAt(new Date(forgettable)),
      };
      try {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: toItem(item),
            ...unchangedSince(replacedVersion),
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return undefined;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return keptFrom(error.Item && fromItem(itemSchema, error.Item));
      }
    },
  };
}

type Condition = { ConditionExpression: string; ExpressionAttributeValues?: Record<string, AttributeValue> };

const unchangedSince = (version: number): Condition =>
  version === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: 'version = :replaced',
        ExpressionAttributeValues: { ':replaced': { N: String(version) } },
      };

/** The lockout guard, kept in the portal's table. */
export const dynamoGuard = (client: DynamoDBClient, table: string, now: () => Date): Guard =>
  createGuard({ store: dynamoGuardStore(client, table, now), now, pause });
