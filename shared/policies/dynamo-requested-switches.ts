import { DeleteItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { type RequestedSwitches, requestedSwitchSchema, switchKey } from './payment-switch.ts';

const switchesPartition = switchKey({ requestedAt: '', policyNumber: '' }).pk;
const pageSize = 100;

/** Requested switches in the portal's table: one partition, in the order of the requests. */
export const dynamoRequestedSwitches = (client: DynamoDBClient, table: string): RequestedSwitches => ({
  async due(until, after) {
    const { Items: items = [], LastEvaluatedKey: last } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk <= :until',
        ExpressionAttributeValues: toItem({
          ':pk': switchesPartition,
          // Sorts after every policy number of that moment.
          ':until': `${until.toISOString()}#\u{10ffff}`,
        }),
        Limit: pageSize,
        ...(after === undefined ? {} : { ExclusiveStartKey: toItem({ pk: switchesPartition, sk: after }) }),
      }),
    );
    const due = items.map((item) => {
      const parsed = v.safeParse(requestedSwitchSchema, unmarshall(item));
      return parsed.success ? parsed.output : undefined;
    });
    const next = last?.sk?.S;
    return next === undefined ? { due } : { due, next };
  },

  async remove(requested) {
    await client.send(new DeleteItemCommand({ TableName: table, Key: toItem(switchKey(requested)) }));
  },
});
