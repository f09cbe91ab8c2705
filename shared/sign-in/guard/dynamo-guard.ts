import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { guardKey } from '#shared/platform/tables/portal-keys.ts';
import { createGuard, type Guard, type GuardStore, type KeptGuard } from './guard.ts';
import { clear, forgettableFrom, standingOf, untouched } from './guard-state.ts';

const millis = v.pipe(v.number(), v.integer());

/** The item's only personal data is the username in the key. */
const itemSchema = v.object({
  version: v.pipe(v.number(), v.integer()),
  strikes: v.pipe(v.number(), v.integer()),
  leases: v.record(v.string(), millis),
  settled: v.array(v.string()),
  lockedUntil: v.exactOptional(millis),
  forgetAt: v.exactOptional(millis),
});

// The expiry is not checked: an expired item's state no longer has any effect.
const keptFrom = (item: v.InferOutput<typeof itemSchema> | undefined): KeptGuard => {
  if (!item) return { state: untouched, version: 0 };
  const { version, ...state } = item;
  return { state, version };
};

/** Writes a state if the item still has the version that was read. */
function replacement(table: string, username: string, { state, version }: KeptGuard, now: Date) {
  const forgettable = forgettableFrom(state, now.getTime());
  const item = {
    ...guardKey(username),
    ...state,
    version: version + 1,
    expiresAt: forgettable === undefined ? undefined : expiresAt(new Date(forgettable)),
  };
  return { TableName: table, Item: toItem(item), ...unchangedSince(version) };
}

function dynamoGuardStore(client: DynamoDBClient, table: string, now: () => Date): GuardStore {
  return {
    read: async (username) => keptFrom(await getItem(client, table, guardKey(username), itemSchema)),
    async write(username, state, replacedVersion) {
      const put = new PutItemCommand({
        ...replacement(table, username, { state, version: replacedVersion }, now()),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      const written = await conditional(client.send(put));
      if (written.done) return undefined;
      return keptFrom(written.item && fromItem(itemSchema, written.item));
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

/** The lockout guard in the portal's table. */
export const dynamoGuard = (client: DynamoDBClient, table: string, now: () => Date): Guard =>
  createGuard({ store: dynamoGuardStore(client, table, now), now, pause });

/**
 * Whether a username is locked, and the part of a transaction that lifts its lock and deletes its strikes (R3.4); no part if
 * there is nothing to clear. The part fails if an attempt changed the guard meanwhile: then read again.
 */
export async function readGuardClearing(client: DynamoDBClient, table: string, username: string, now: Date) {
  const { state, version } = keptFrom(await getItem(client, table, guardKey(username), itemSchema));
  const cleared = clear(state, now.getTime());
  const wasLocked = standingOf(state, now.getTime()).kind === 'locked';
  if (cleared === state) return { wasLocked, part: undefined };
  const part: TransactWriteItem = { Put: replacement(table, username, { state: cleared, version }, now) };
  return { wasLocked, part };
}
