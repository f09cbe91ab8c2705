import { type DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { mailAllowanceKey } from '#shared/platform/tables/portal-keys.ts';
import type { AllowanceCounts } from './mail-allowance.ts';

const countSchema = v.object({ measuredAt: v.number(), room: v.number() });

/** The allowance's count, in one item of the portal's table. */
export const dynamoAllowanceCounts = (client: DynamoDBClient, table: string): AllowanceCounts => ({
  find: () => getItem(client, table, mailAllowanceKey, countSchema),

  async replace(before, count) {
    const { done } = await conditional(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: toItem({ ...mailAllowanceKey, ...count }),
          ...(before
            ? {
                ConditionExpression: 'measuredAt = :before',
                ExpressionAttributeValues: toItem({ ':before': before.measuredAt }),
              }
            : { ConditionExpression: 'attribute_not_exists(pk)' }),
        }),
      ),
    );
    return done;
  },

  async take(measuredAt, mails) {
    const { done } = await conditional(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: toItem(mailAllowanceKey),
          UpdateExpression: 'SET room = room - :mails',
          ConditionExpression: 'measuredAt = :measuredAt AND room >= :mails',
          ExpressionAttributeValues: toItem({ ':measuredAt': measuredAt, ':mails': mails }),
        }),
      ),
    );
    return done;
  },
});
