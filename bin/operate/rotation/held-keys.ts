import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { versionOf } from '#shared/platform/secrets/pseudonym.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { tableItems } from '../table-items.ts';

/** The counts of keys under one version of the secret. */
type HeldKeys = {
  /** Re-keyed by this command. */
  accounts: number;
  /** Gone within 24 hours. */
  pendingRegistrations: number;
  /** Carried out within 72 hours. */
  waitingCorrections: number;
  /** Rewritten by the insurer's next file that has them. */
  persons: number;
};

type Tables = { readonly portal: string; readonly registry: string };

const nothing = (): HeldKeys => ({ accounts: 0, pendingRegistrations: 0, waitingCorrections: 0, persons: 0 });

/** Counts the keys under each version that it finds; reads both tables whole. Expired items count as absent. */
export async function countHeldKeys(
  client: DynamoDBClient,
  tables: Tables,
  now: Date,
): Promise<ReadonlyMap<string, HeldKeys>> {
  const found = new Map<string, HeldKeys>();
  const count = (pseudonym: unknown, kind: keyof HeldKeys) => {
    const version = versionOf(String(pseudonym));
    const held = found.get(version) ?? nothing();
    held[kind]++;
    found.set(version, held);
  };
  const contacts = tableItems(client, {
    TableName: tables.portal,
    FilterExpression: 'sk = :contact AND (attribute_not_exists(expiresAt) OR expiresAt > :now)',
    ProjectionExpression: 'pk, accountId, reservedFor',
    ExpressionAttributeValues: {
      ':contact': { S: 'CONTACT' },
      ':now': { N: String(Math.floor(now.getTime() / 1000)) },
    },
  });
  for await (const { pk, accountId, reservedFor } of contacts) {
    const kind = accountId !== undefined ? 'accounts' : reservedFor !== undefined ? 'waitingCorrections' : undefined;
    count(String(pk).slice('CONTACT#'.length), kind ?? 'pendingRegistrations');
  }
  const persons = tableItems(client, {
    TableName: tables.registry,
    FilterExpression: 'sk = :person',
    ProjectionExpression: 'identityKey',
    ExpressionAttributeValues: { ':person': { S: 'PERSON' } },
  });
  for await (const { identityKey } of persons) count(identityKey, 'persons');
  return found;
}

/**
 * Deletes the groups of equal identity data (shared/insurer/registry/identity-groups.ts) of other versions. Returns how many
 * there were.
 */
export async function forgetGroups(client: DynamoDBClient, registryTable: string, version: string): Promise<number> {
  let forgotten = 0;
  const groups = tableItems(client, {
    TableName: registryTable,
    FilterExpression: 'sk = :identity AND NOT begins_with(pk, :current)',
    ProjectionExpression: 'pk, sk',
    ExpressionAttributeValues: toItem({ ':identity': 'IDENTITY', ':current': `IDENTITY#${version}.` }),
  });
  for await (const { pk, sk } of groups) {
    await client.send(new DeleteItemCommand({ TableName: registryTable, Key: toItem({ pk, sk }) }));
    forgotten++;
  }
  return forgotten;
}
