import { DeleteItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { changeKey } from '#shared/platform/tables/portal-keys.ts';
import { changeSchema } from './change.ts';
import type { Outbox } from './publishing.ts';

const pageSize = 200;
const idSchema = v.object({ sk: v.string() });

/**
 * Changes waiting in the portal's table, all in one partition: a page is one Query. One partition takes about 500 changes
 * a second (1,000 write units, two for a transactional write), more than a run publishes, so there are no shards.
 */
export const dynamoOutbox = (client: DynamoDBClient, table: string): Outbox => ({
  async read(after) {
    const { Items: items = [], LastEvaluatedKey: last } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: toItem({ ':pk': changeKey('').pk }),
        Limit: pageSize,
        ...(after === undefined ? {} : { ExclusiveStartKey: toItem(changeKey(after)) }),
      }),
    );
    const waiting = items.map((item) => {
      const value = unmarshall(item);
      const parsed = v.safeParse(changeSchema, value);
      return { changeId: v.parse(idSchema, value).sk, change: parsed.success ? parsed.output : undefined };
    });
    const next = last?.sk?.S;
    return next === undefined ? { waiting } : { waiting, next };
  },

  async remove(changeId) {
    await client.send(new DeleteItemCommand({ TableName: table, Key: toItem(changeKey(changeId)) }));
  },
});
