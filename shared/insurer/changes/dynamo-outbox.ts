import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { readWaitingPage } from '#shared/platform/tables/dynamo-waiting-page.ts';
import { changeKey } from '#shared/platform/tables/portal-keys.ts';
import { changeSchema } from './change.ts';
import type { Outbox } from './publishing.ts';

const pageSize = 200;

/**
 * Waiting changes in the portal's table, all in one partition: a page is one Query. One partition takes about 500 changes a
 * second (1,000 write units, two for a transactional write), which is more than a run publishes, so there are no shards.
 */
export const dynamoOutbox = (client: DynamoDBClient, table: string): Outbox => ({
  async read(after) {
    const page = { keyOf: changeKey, schema: changeSchema, after, limit: pageSize };
    const { items, ...rest } = await readWaitingPage(client, table, page);
    return { waiting: items.map(({ id, value }) => ({ changeId: id, change: value })), ...rest };
  },

  async remove(changeId) {
    await client.send(new DeleteItemCommand({ TableName: table, Key: toItem(changeKey(changeId)) }));
  },
});
