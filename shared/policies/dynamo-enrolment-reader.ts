import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { getBatch } from '#shared/platform/tables/dynamo-batch.ts';
import { fromItem, getItem } from '#shared/platform/tables/dynamo-table.ts';
import { enrolmentKey, keptSwitchKey } from '#shared/platform/tables/portal-keys.ts';
import { type Enrolments, enrolmentSchema, keptSwitchSchema } from './enrolment.ts';

/** Reads enrolments, and the switches that outlived some, from the portal's table, consistently. Throws TableBusy. */
export const dynamoEnrolmentReader = (
  client: DynamoDBClient,
  table: string,
): Pick<Enrolments, 'find' | 'findAll' | 'keptSwitches'> => ({
  find: (policyNumber) => getItem(client, table, enrolmentKey(policyNumber), enrolmentSchema),

  async findAll(policyNumbers) {
    const items = await getBatch(client, table, policyNumbers.map(enrolmentKey));
    const found = items.map((item) => fromItem(enrolmentSchema, item));
    return new Map(found.map((enrolment) => [enrolment.policyNumber, enrolment]));
  },

  async keptSwitches(policyNumbers) {
    const items = await getBatch(client, table, policyNumbers.map(keptSwitchKey));
    const found = items.map((item) => fromItem(keptSwitchSchema, item));
    return new Map(found.map((kept) => [kept.policyNumber, kept]));
  },
});
