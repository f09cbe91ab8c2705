import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { language } from '#shared/contract/fields.ts';
import { getBatch } from '#shared/platform/tables/dynamo-batch.ts';
import { fromItem, getItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import { dynamoConfirmation } from './dynamo-confirmation.ts';
import { dynamoLinks } from './dynamo-links.ts';
import { dynamoReservation } from './dynamo-reservation.ts';
import type { Registrations, UnclaimedAccounts } from './registrations.ts';

const enrolmentSchema = v.object({ policyNumber: v.string() });

/** Registrations in the portal's table; its transactions also check rows of the registry's table. */
export const dynamoRegistrations = (
  client: DynamoDBClient,
  tables: { readonly portal: string; readonly registry: string },
): Registrations => ({
  ...dynamoLinks(client, tables.portal),
  ...dynamoConfirmation(client, tables),
  reserve: dynamoReservation(client, tables.portal),

  async findEnrolled(policyNumbers) {
    const items = await getBatch(client, tables.portal, policyNumbers.map(enrolmentKey));
    return new Set(items.map((item) => fromItem(enrolmentSchema, item).policyNumber));
  },
});

const accountSchema = v.object({
  username: v.string(),
  mobile: v.string(),
  language,
  state: v.string(),
  registrationId: v.optional(v.string()),
});

/** Accounts that still name their registration, because no first password was chosen yet. */
export const dynamoUnclaimedAccounts = (client: DynamoDBClient, table: string): UnclaimedAccounts => ({
  async find(accountId, registrationId) {
    const account = await getItem(client, table, accountKey(accountId), accountSchema);
    return account?.state === 'active' && account.registrationId === registrationId ? account : undefined;
  },
});
