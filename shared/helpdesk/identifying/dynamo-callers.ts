import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { registrationSchema } from '#shared/customers/registration/registration.ts';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { isExpired } from '#shared/platform/tables/expiry.ts';
import { accountKey, personKey, registrationKey } from '#shared/platform/tables/portal-keys.ts';
import { accountSchema } from '#shared/sign-in/sessions/accounts.ts';
import type { Callers } from './identification.ts';

const claimSchema = v.object({
  accountId: v.optional(v.string()),
  registrationId: v.optional(v.string()),
  expiresAt: v.optional(v.number()),
});

/** The accounts and registrations of the registry's persons, from the portal's table. */
export const dynamoCallers = (client: DynamoDBClient, table: string): Callers => ({
  async find(customerId, now) {
    const claim = await getItem(client, table, personKey(customerId), claimSchema);
    if (!claim || isExpired(claim, now)) return { state: 'none' };
    if (claim.accountId !== undefined) {
      const account = await getItem(client, table, accountKey(claim.accountId), accountSchema);
      if (!account) return { state: 'none' };
      const { accountId } = claim;
      const { state, contest } = account;
      if (state === 'frozen' && contest) return { state, account: { ...account, accountId, contest } };
      return { state: state === 'active' ? 'active' : 'closing', account: { ...account, accountId } };
    }
    const registration = claim.registrationId
      ? await getItem(client, table, registrationKey(claim.registrationId), registrationSchema)
      : undefined;
    if (!registration || isExpired(registration, now)) return { state: 'none' };
    const { email, mobile, createdAt } = registration;
    return { state: 'pending', email, mobile, createdAt };
  },
});
