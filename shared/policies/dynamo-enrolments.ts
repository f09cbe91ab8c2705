import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { changeParts } from '#shared/insurer/changes/dynamo-change-parts.ts';
import { noteEnd, readLastChange } from '#shared/insurer/changes/dynamo-last-change.ts';
import { toItem, transact } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import { asRead, enrolmentParts } from './dynamo-enrolment-parts.ts';
import { dynamoEnrolmentReader } from './dynamo-enrolment-reader.ts';
import type { Enrolments } from './enrolments.ts';

type Tables = { readonly portal: string; readonly registry: string };

/** Enrolments in the portal's table; the registry's table is only checked against. */
export const dynamoEnrolments = (client: DynamoDBClient, tables: Tables): Enrolments => {
  return {
    ...dynamoEnrolmentReader(client, tables.portal),
    lastChange: (policyNumber) => readLastChange(client, tables.portal, policyNumber),

    async enrol(plan) {
      const outcome = await transact(client, [
        ...enrolmentParts(tables, plan),
        {
          // Cancelling closes the account, then ends what is listed there (R11.1): nothing may begin in between.
          Update: {
            TableName: tables.portal,
            Key: toItem(accountKey(plan.enrolment.accountId)),
            UpdateExpression: 'ADD #enrolled :policy',
            ConditionExpression: '#state = :active',
            ExpressionAttributeNames: { '#state': 'state', '#enrolled': 'enrolled' },
            ExpressionAttributeValues: { ':active': { S: 'active' }, ':policy': { SS: [plan.enrolment.policyNumber] } },
          },
        },
      ]);
      return outcome.done;
    },

    async end(enrolment, change) {
      const outcome = await transact(client, [
        {
          Delete: {
            TableName: tables.portal,
            Key: toItem(enrolmentKey(enrolment.policyNumber)),
            ...asRead(enrolment),
          },
        },
        ...changeParts(tables.portal, [change]),
        noteEnd(tables.portal, enrolment.policyNumber, new Date(change.at)),
      ]);
      return outcome.done;
    },
  };
};
