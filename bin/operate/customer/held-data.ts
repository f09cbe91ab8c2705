import { AdminGetUserCommand, UserNotFoundException } from '@aws-sdk/client-cognito-identity-provider';
import * as v from 'valibot';
import { auditPartition } from '#shared/helpdesk/acting/dynamo-audit.ts';
import { dynamoRegistry } from '#shared/insurer/registry/dynamo-registry.ts';
import { registryPersonKey } from '#shared/insurer/registry/registry-keys.ts';
import {
  accountPartition,
  contactKey,
  documentPrefix,
  enrolmentKey,
  guardKey,
  type Key,
  lastChangeKey,
  personKey,
  proofPartition,
  registrationKey,
  usernameKey,
} from '#shared/platform/tables/portal-keys.ts';
import { partitionItems, type ShownItem } from '../partition-items.ts';
import type { Place } from '../place.ts';

const claimSchema = v.object({ accountId: v.optional(v.string()), registrationId: v.optional(v.string()) });
const accountSchema = v.object({
  sk: v.literal('ACCOUNT'),
  username: v.string(),
  contact: v.string(),
  state: v.string(),
  registeredAt: v.string(),
  language: v.string(),
  registrationId: v.optional(v.string()),
  enrolled: v.optional(v.array(v.string()), []),
});
const documentSchema = v.object({
  documentId: v.string(),
  key: v.string(),
  versionId: v.string(),
  title: v.string(),
  uploadedAt: v.string(),
});
export type HeldDocument = v.InferOutput<typeof documentSchema>;

/**
 * All that the portal holds about a customer, by kind. `others`: the items beside the account's partition that the customer's
 * claims lead to. `proofs` outlive the account.
 */
export type HeldData = {
  readonly customerId: string;
  readonly accountId: string | undefined;
  readonly account: v.InferOutput<typeof accountSchema> | undefined;
  readonly items: readonly ShownItem[];
  readonly documents: readonly HeldDocument[];
  readonly others: readonly ShownItem[];
  readonly registry: { readonly person: ShownItem | undefined; readonly policies: readonly object[] };
  readonly poolUser: object | undefined;
  readonly audit: readonly ShownItem[];
  readonly proofs: readonly ShownItem[];
};

/**
 * Reads all that the portal holds about a customer, by keys only: what it costs does not grow with the portal (no Scan). Without
 * an account there may be a pending registration, and what the insurer's registry says.
 */
export async function heldData(place: Place, customerId: string): Promise<HeldData> {
  const { dynamo, outputs } = place;
  const portal = (pk: string) => partitionItems(dynamo, outputs.PortalTable, pk);
  const itemsAt = async (keys: readonly Key[]) => (await Promise.all(keys.map(({ pk }) => portal(pk)))).flat();

  const claims = await portal(personKey(customerId).pk);
  const { accountId, registrationId } = v.parse(claimSchema, claims[0] ?? {});
  const items = accountId === undefined ? [] : await portal(accountPartition(accountId));
  const account = items.find((item) => v.is(accountSchema, item));
  const read = account && v.parse(accountSchema, account);
  const documents = items
    .filter(({ sk }) => String(sk).startsWith(documentPrefix))
    .map((item) => v.parse(documentSchema, item));

  const registered = dynamoRegistry(dynamo, outputs.RegistryTable);
  const [person] = await partitionItems(dynamo, outputs.RegistryTable, registryPersonKey(customerId).pk);
  const policies = await registered.policiesOf(customerId);
  const policyNumbers = [...new Set([...(read?.enrolled ?? []), ...policies.map(({ policyNumber }) => policyNumber)])];
  const registrations = await itemsAt(
    [registrationId, read?.registrationId].flatMap((id) => (id === undefined ? [] : [registrationKey(id)])),
  );
  const others = [
    ...claims,
    ...registrations,
    ...(await itemsAt(policyNumbers.flatMap((number) => [enrolmentKey(number), lastChangeKey(number)]))).filter(
      (item) => item.accountId === undefined || item.accountId === accountId,
    ),
    ...(read ? await itemsAt([usernameKey(read.username), contactKey(read.contact), guardKey(read.username)]) : []),
  ];
  return {
    ...{ customerId, accountId, items, documents, others },
    account: read,
    registry: { person, policies },
    poolUser: read && (await poolUser(place, read.username)),
    audit: await partitionItems(dynamo, outputs.AuditTable, auditPartition(customerId)),
    proofs: (
      await Promise.all(
        [...(accountId === undefined ? [] : [accountId]), ...documents.map(({ documentId }) => documentId)].map(
          (subject) => portal(proofPartition(subject)),
        ),
      )
    ).flat(),
  };
}

/** What the pool knows of a user; never a password, which it does not tell. */
async function poolUser({ cognito, outputs }: Place, username: string): Promise<object | undefined> {
  try {
    const user = await cognito.send(new AdminGetUserCommand({ UserPoolId: outputs.UserPoolId, Username: username }));
    return {
      username: user.Username,
      status: user.UserStatus,
      createdAt: user.UserCreateDate?.toISOString(),
      changedAt: user.UserLastModifiedDate?.toISOString(),
      attributes: Object.fromEntries((user.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value])),
    };
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  }
}

/** How many items of each kind there are; the kind is the beginning of the sort key. */
export function kindsOf(items: readonly ShownItem[]): ReadonlyMap<string, number> {
  const kinds = new Map<string, number>();
  for (const { sk } of items) {
    const [kind = ''] = String(sk).split('#');
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return kinds;
}
