import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { toItem } from './dynamo-table.ts';
import type { Key } from './portal-keys.ts';

const idSchema = v.object({ sk: v.string() });

/** An item of a waiting list; `value` is undefined if it has not the form that the code writes. */
export type WaitingItem<T> = { readonly id: string; readonly value: T | undefined };

type Terms<T> = {
  /** The key of an item: the list's partition, and a sort key by its id. */
  readonly keyOf: (id: string) => Key;
  readonly schema: v.GenericSchema<unknown, T>;
  /** The id of the previous page's last item; undefined begins with the oldest. */
  readonly after: string | undefined;
  readonly limit: number;
};

/**
 * Reads one page of a waiting list, which is one partition, oldest first. Each item is parsed by itself. `next` is absent on the
 * last page.
 */
export async function readWaitingPage<T>(
  client: DynamoDBClient,
  table: string,
  { keyOf, schema, after, limit }: Terms<T>,
): Promise<{ readonly items: readonly WaitingItem<T>[]; readonly next?: string }> {
  const { Items: found = [], LastEvaluatedKey: last } = await client.send(
    new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: toItem({ ':pk': keyOf('').pk }),
      Limit: limit,
      ...(after === undefined ? {} : { ExclusiveStartKey: toItem(keyOf(after)) }),
    }),
  );
  const items = found.map((item) => {
    const value = unmarshall(item);
    const parsed = v.safeParse(schema, value);
    return { id: v.parse(idSchema, value).sk, value: parsed.success ? parsed.output : undefined };
  });
  const next = last?.sk?.S;
  return next === undefined ? { items } : { items, next };
}
