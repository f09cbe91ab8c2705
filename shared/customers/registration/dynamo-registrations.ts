import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { language } from '#shared/contract/fields.ts';
import { fromItem, getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import { dynamoConfirmation } from './dynamo-confirmation.ts';
import { dynamoLinks } from './dynamo-links.ts';
import { dynamoReservation } from './dynamo-reservation.ts';
import type { Registrations, UnclaimedAccounts } from './registrations.ts';

const enrolmentSchema = v.object({ policyNumber: v.string() });

/** Registrations in the portal's table; conditions check the registry's. */
export const dynamoRegistrations = (
  client: DynamoDBClient,
  tables: { readonly portal: string; readonly registry: string },
): Registrations => ({
  ...dynamoLinks(client, tables.portal),
  ...dynamoConfirmation(client, tables),
  reserve: dynamoReservation(client, tables.portal),

  async findEnrolled(policyNumbers) {
    const enrolled = new Set<string>();
    for (let from = 0; from < policyNumbers.length; from += 100) {
      let keys = policyNumbers.slice(from, from + 100).map((policyNumber) => toItem(enrolmentKey(policyNumber)));
      while (keys.length > 0) {
        const { Responses: found, UnprocessedKeys: left } = await client.send(
          new BatchGetItemCommand({ RequestItems: { [tables.portal]: { Keys: keys, ConsistentRead: true } } }),
        );
        for (const item of found?.[tables.portal] ?? []) enrolled.add(fromItem(enrolmentSchema, item).policyNumber);
        keys = left?.[tables.portal]?.Keys ?? [];
      }
    }
    return enrolled;
  },
});

const accountSchema = v.object({
  username: v.string(),
  mobile: v.string(),
  language,
  state: v.string(),
  registrationId: v.optional(v.string()),
});

/** Accounts that still name their registration: their first password was not chosen yet. */
export const dynamoUnclaimedAccounts = (client: DynamoDBClient, table: string): UnclaimedAccounts => ({
  async find(accountId, registrationId) {
    const account = await getItem(client, table, accountKey(accountId), accountSchema);
    return account?.state === 'active' && account.registrationId === registrationId ? account : undefined;
  },
});
