import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readLastChange } from '#shared/insurer/changes/dynamo-change-parts.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';
import { endingParts, enrolmentParts } from './dynamo-enrolment-parts.ts';
import { dynamoEnrolmentReader } from './dynamo-enrolment-reader.ts';
import type { Enrolments } from './enrolment.ts';

type Tables = { readonly portal: string; readonly registry: string };

/** Enrolments in the portal's table. The registry's table is only checked. */
export const dynamoEnrolments = (client: DynamoDBClient, tables: Tables): Enrolments => {
  return {
    ...dynamoEnrolmentReader(client, tables.portal),
    lastChange: (policyNumber) => readLastChange(client, tables.portal, policyNumber),

    async enrol(plan) {
      const { done } = await transact(client, {
        ...enrolmentParts(tables, plan),
        // Cancelling closes the account, then ends the enrolments that the account lists (R11.1): none may begin in between.
        account: {
          Update: {
            TableName: tables.portal,
            Key: toItem(accountKey(plan.enrolment.accountId)),
            UpdateExpression: 'ADD #enrolled :policy',
            ConditionExpression: '#state = :active',
            ExpressionAttributeNames: { '#state': 'state', '#enrolled': 'enrolled' },
            ExpressionAttributeValues: { ':active': { S: 'active' }, ':policy': { SS: [plan.enrolment.policyNumber] } },
          },
        },
      });
      return done;
    },

    async end(enrolment, change) {
      const { done } = await transact(client, endingParts(tables.portal, enrolment, change));
      return done;
    },
  };
};
