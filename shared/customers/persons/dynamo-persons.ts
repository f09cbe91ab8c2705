import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { severalCustomerIds } from '#shared/insurer/identity/identify-person.ts';
import { groupKey, readMember } from '#shared/insurer/registry/identity-groups.ts';
import { registryPersonKey } from '#shared/insurer/registry/registry-keys.ts';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { isExpired } from '#shared/platform/tables/expiry.ts';
import { personKey } from '#shared/platform/tables/portal-keys.ts';
import { type Holder, onePersonEach, type Persons } from './persons.ts';

const personSchema = v.object({ groups: v.optional(v.array(v.string()), []) });
const groupSchema = v.object({ members: v.optional(v.set(v.string())) });
const claimSchema = v.object({
  accountId: v.optional(v.string()),
  registrationId: v.optional(v.string()),
  expiresAt: v.optional(v.number()),
});

/** Parses the setting of R9.2a. Throws ValiError for an unknown word. */
export const readSeveral = (setting: string) => v.parse(v.picklist(severalCustomerIds), setting);

type Terms = {
  readonly tables: { readonly portal: string; readonly registry: string };
  /** With `refuse`, no table is read. */
  readonly several: string;
  readonly now: () => Date;
};

/** Persons, joined by the registry's groups of equal identity data and the portal's claims. */
export function dynamoPersons(client: DynamoDBClient, { tables, several, now }: Terms): Persons {
  if (readSeveral(several) === 'refuse') return onePersonEach;

  const claimOf = async (customerId: string) => {
    const claim = await getItem(client, tables.portal, personKey(customerId), claimSchema);
    return claim && !isExpired(claim, now()) ? claim : undefined;
  };

  async function equalTo(customerId: string): Promise<readonly string[]> {
    const person = await getItem(client, tables.registry, registryPersonKey(customerId), personSchema);
    const groups = await Promise.all(
      (person?.groups ?? []).map((group) => getItem(client, tables.registry, groupKey(group), groupSchema)),
    );
    const members = groups.flatMap((group) =>
      [...(group?.members ?? [])].map((member) => readMember(member).customerId),
    );
    return [...new Set(members)].filter((member) => member !== customerId).sort();
  }

  const isFree = async (customerId: string, { accountId, registrationId }: Holder): Promise<boolean> => {
    const claim = await claimOf(customerId);
    if (!claim) return true;
    return claim.accountId === undefined ? claim.registrationId === registrationId : claim.accountId === accountId;
  };

  return {
    async customerIdsOf(holder) {
      const others = await equalTo(holder.customerId);
      const free = await Promise.all(others.map((other) => isFree(other, holder)));
      return [holder.customerId, ...others.filter((_, at) => free[at])];
    },

    async knownAs(customerIds) {
      const [first, ...others] = customerIds;
      if (others.length === 0) return first;
      const claims = await Promise.all(customerIds.map(claimOf));
      const at = [
        claims.findIndex((claim) => claim?.accountId !== undefined),
        claims.findIndex((claim) => claim?.registrationId !== undefined),
      ].find((found) => found >= 0);
      return customerIds[at ?? 0] ?? first;
    },
  };
}
