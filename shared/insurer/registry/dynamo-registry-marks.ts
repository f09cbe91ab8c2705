import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { paymentMethod, policyState } from '#shared/contract/fields.ts';
import { getBatch } from '#shared/platform/tables/dynamo-batch.ts';
import { fromItem } from '#shared/platform/tables/dynamo-table.ts';
import type { Key } from '#shared/platform/tables/portal-keys.ts';

const markSchema = v.object({
  digest: v.string(),
  order: v.string(),
  holder: v.exactOptional(v.string()),
  state: v.exactOptional(policyState),
  paymentMethod: v.exactOptional(paymentMethod),
  groups: v.exactOptional(v.array(v.string())),
  since: v.exactOptional(v.string()),
});
const groupSchema = v.object({ members: v.optional(v.set(v.string()), new Set()) });
const keySchema = v.object({ pk: v.string() });
/** The part of an item that decides whether it must be written, and what its change would mean. */
export type Mark = v.InferOutput<typeof markSchema>;

/** The items found under some keys, by pk: those with a digest, and the members of groups (identity-groups.ts). */
export type Found = {
  readonly marks: ReadonlyMap<string, Mark>;
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
};

/** The items under these keys, read consistently. Throws TableBusy. */
export async function readMarks(client: DynamoDBClient, table: string, wanted: readonly Key[]): Promise<Found> {
  const marks = new Map<string, Mark>();
  const members = new Map<string, ReadonlySet<string>>();
  const items = await getBatch(client, table, wanted, {
    ProjectionExpression: 'pk, digest, #order, holder, #state, paymentMethod, #groups, since, members',
    ExpressionAttributeNames: { '#order': 'order', '#state': 'state', '#groups': 'groups' },
  });
  for (const item of items) {
    const { pk } = fromItem(keySchema, item);
    if (item.digest) marks.set(pk, fromItem(markSchema, item));
    else members.set(pk, fromItem(groupSchema, item).members);
  }
  return { marks, members };
}
