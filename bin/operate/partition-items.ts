import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';

/** An item as an operator sees it: sets become lists. */
export type ShownItem = Readonly<Record<string, unknown>>;

const shown = (item: Record<string, unknown>): ShownItem =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, value instanceof Set ? [...value].sort() : value]),
  );

/** All items of one partition, or those whose sort key begins with `prefix`, in their order. */
export async function partitionItems(
  client: DynamoDBClient,
  table: string,
  pk: string,
  prefix?: string,
): Promise<readonly ShownItem[]> {
  const items: ShownItem[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: prefix === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: toItem({ ':pk': pk, ':prefix': prefix }),
    },
  );
  for await (const { Items: page = [] } of pages) items.push(...page.map((item) => shown(unmarshall(item))));
  return items;
}
