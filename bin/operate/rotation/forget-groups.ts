import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { tableItems } from '../table-items.ts';

/** Deletes the groups of equal identity data (shared/insurer/registry/identity-groups.ts) of other versions; how many there were. */
export async function forgetGroups(client: DynamoDBClient, registryTable: string, version: string): Promise<number> {
  let forgotten = 0;
  const groups = tableItems(client, {
    TableName: registryTable,
    FilterExpression: 'sk = :identity AND NOT begins_with(pk, :current)',
    ProjectionExpression: 'pk, sk',
    ExpressionAttributeValues: toItem({ ':identity': 'IDENTITY', ':current': `IDENTITY#${version}.` }),
  });
  for await (const { pk, sk } of groups) {
    await client.send(new DeleteItemCommand({ TableName: registryTable, Key: toItem({ pk, sk }) }));
    forgotten++;
  }
  return forgotten;
}
