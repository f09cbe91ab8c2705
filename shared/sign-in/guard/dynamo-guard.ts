import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { guardKey, guardLaneKey, guardLanePrefix, type Key } from '#shared/platform/tables/portal-keys.ts';
import { createGuard, type Guard, type GuardStore, type KeptGuard } from './guard.ts';
import { clear, forgettableFrom, standingOf, untouched } from './guard-state.ts';
import { type Lane, laneText, openLane } from './lane.ts';

const millis = v.pipe(v.number(), v.integer());

/** No personal data: the key has a hash of the username. */
const itemSchema = v.object({
  version: v.pipe(v.number(), v.integer()),
  strikes: v.pipe(v.number(), v.integer()),
  leases: v.record(v.string(), millis),
  settled: v.array(v.string()),
  lockedUntil: v.exactOptional(millis),
  forgetAt: v.exactOptional(millis),
  accountId: v.exactOptional(v.string()),
  fromDevices: v.exactOptional(v.record(v.string(), v.pipe(v.number(), v.integer()))),
  countsInOpen: v.exactOptional(v.literal(true)),
});

const keyOf = (username: string, lane: Lane): Key =>
  lane === openLane ? guardKey(username) : guardLaneKey(username, lane);

const laneSchema = v.object({
  sk: v.pipe(
    v.string(),
    v.transform((sk) => (sk.startsWith(guardLanePrefix) ? sk.slice(guardLanePrefix.length) : openLane)),
    laneText,
  ),
});

/** Lanes of one username that are read at most. Each but the open one is a browser or a recovery of the last 13 months. */
const mostLanes = 90;

// The expiry is not checked: an expired item's state no longer has any effect.
const keptFrom = (item: v.InferOutput<typeof itemSchema> | undefined): KeptGuard => {
  if (!item) return { state: untouched, version: 0 };
  const { version, ...state } = item;
  return { state, version };
};

/** Every stored lane of a username. */
async function readLanes(client: DynamoDBClient, table: string, username: string) {
  const { Items: items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: toItem({ ':pk': guardKey(username).pk }),
      Limit: mostLanes,
    }),
  );
  return items.map((item) => {
    const { sk: lane } = v.parse(laneSchema, unmarshall(item));
    return { lane, ...keptFrom(fromItem(itemSchema, item)) };
  });
}

/** The keys of everything stored about a username's attempts, to be deleted with its account (R11.1). */
export const readGuardKeys = async (client: DynamoDBClient, table: string, username: string): Promise<readonly Key[]> =>
  (await readLanes(client, table, username)).map(({ lane }) => keyOf(username, lane));

/** Writes a state if the item still has the version that was read. */
function replacement(table: string, key: Key, { state, version }: KeptGuard, now: Date) {
  const forgettable = forgettableFrom(state, now.getTime());
  const item = {
    ...key,
    ...state,
    version: version + 1,
    expiresAt: forgettable === undefined ? undefined : expiresAt(new Date(forgettable)),
  };
  return { TableName: table, Item: toItem(item), ...unchangedSince(version) };
}

function dynamoGuardStore(client: DynamoDBClient, table: string, now: () => Date): GuardStore {
  return {
    read: async (username, lane) => keptFrom(await getItem(client, table, keyOf(username, lane), itemSchema)),
    async write(username, lane, state, replacedVersion) {
      const put = new PutItemCommand({
        ...replacement(table, keyOf(username, lane), { state, version: replacedVersion }, now()),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      const written = await conditional(client.send(put));
      if (written.done) return undefined;
      return keptFrom(written.item && fromItem(itemSchema, written.item));
    },
    lanes: (username) => readLanes(client, table, username),
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
 * Whether a username is locked in any lane, and the parts of a transaction that lift its locks and delete its strikes (R3.4); no
 * parts if there is nothing to clear. A part fails if an attempt changed its lane meanwhile: then read again.
 */
export async function readGuardClearing(client: DynamoDBClient, table: string, username: string, now: Date) {
  const lanes = await readLanes(client, table, username);
  const wasLocked = lanes.some(({ state }) => standingOf(state, now.getTime()).kind === 'locked');
  const parts = lanes.flatMap(({ lane, state, version }): TransactWriteItem[] => {
    const cleared = clear(state, now.getTime());
    if (cleared === state) return [];
    return [{ Put: replacement(table, keyOf(username, lane), { state: cleared, version }, now) }];
  });
  return { wasLocked, parts };
}
