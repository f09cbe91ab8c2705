import { DeleteItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { fromItem, toItem } from '#shared/tables/dynamo-table.ts';
import { type RequestedSwitches, requestedSwitchSchema, switchKey } from './payment-switch.ts';

/** Requested switches in the portal's table, in one partition in the order of their requests. */
export const dynamoRequestedSwitches = (client: DynamoDBClient, table: string): RequestedSwitches => ({
  async due(until, most) {
    const { Items: items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk <= :until',
        ExpressionAttributeValues: toItem({
          ':pk': switchKey({ requestedAt: '', policyNumber: '' }).pk,
          // Behind every policy number of that very moment.
          ':until': `${until.toISOString()}#\u{10ffff}`,
        }),
        Limit: most,
      }),
    );
    return items.map((item) => fromItem(requestedSwitchSchema, item));
  },

  async remove(requested) {
    await client.send(new DeleteItemCommand({ TableName: table, Key: toItem(switchKey(requested)) }));
  },
});
