import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { paymentMethod, policyState } from '#shared/contract/fields.ts';
import { fromItem, toItem } from '#shared/tables/dynamo-table.ts';
import type { Key } from '#shared/tables/portal-keys.ts';

const markSchema = v.object({
  pk: v.string(),
  digest: v.string(),
  order: v.string(),
  holder: v.exactOptional(v.string()),
  state: v.exactOptional(policyState),
  paymentMethod: v.exactOptional(paymentMethod),
});
/** What tells whether an item of the registry has to be written, and what its change would mean. */
export type Mark = v.InferOutput<typeof markSchema>;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What stands under the keys now, by pk; at most 100 keys, read consistently. */
export async function readMarks(
  client: DynamoDBClient,
  table: string,
  wanted: readonly Key[],
): Promise<ReadonlyMap<string, Mark>> {
  const marks = new Map<string, Mark>();
  let keys: Record<string, AttributeValue>[] | undefined = wanted.map(({ pk, sk }) => toItem({ pk, sk }));
  for (let attempt = 1; keys && keys.length > 0; attempt++) {
    const read: {
      Responses?: Record<string, Record<string, AttributeValue>[]>;
      UnprocessedKeys?: Record<string, { Keys: Record<string, AttributeValue>[] | undefined }>;
    } = await client.send(
      new BatchGetItemCommand({
        RequestItems: {
          [table]: {
            Keys: keys,
            ConsistentRead: true,
            ProjectionExpression: 'pk, digest, #order, holder, #state, paymentMethod',
            ExpressionAttributeNames: { '#order': 'order', '#state': 'state' },
          },
        },
      }),
    );
    for (const item of read.Responses?.[table] ?? []) {
      const mark = fromItem(markSchema, item);
      marks.set(mark.pk, mark);
    }
    keys = read.UnprocessedKeys?.[table]?.Keys;
    if (keys) await pause(Math.min(1000, 25 * 2 ** attempt));
  }
  return marks;
}
