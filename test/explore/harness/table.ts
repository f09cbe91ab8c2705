import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { client, tables } from './played-dynamo.ts';

const itemSchema = v.looseObject({ pk: v.string(), sk: v.string(), expiresAt: v.optional(v.number()) });
/** Any item of a table, as it is stored. */
export type Item = v.InferOutput<typeof itemSchema>;

/** All items of a table, expired ones too. */
export async function allItems(table: string = tables.portal): Promise<readonly Item[]> {
  const { Items: items = [] } = await client.send(new ScanCommand({ TableName: table }));
  return items.map((item) => v.parse(itemSchema, unmarshall(item)));
}

/** Items of a form; the others of the table are left out. */
export const itemsLike = <T>(items: readonly Item[], schema: v.GenericSchema<unknown, T>): T[] =>
  items.flatMap((item) => {
    const parsed = v.safeParse(schema, item);
    return parsed.success ? [parsed.output] : [];
  });

/** Puts an item over whatever is there, to prepare an exploration. */
export async function putItem(item: object, table: string = tables.portal): Promise<void> {
  await client.send(new PutItemCommand({ TableName: table, Item: toItem(item) }));
}
