import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { paymentMethod, policyState, product } from '#shared/contract/fields.ts';
import { readable } from '#shared/platform/tables/dynamo-readable.ts';
import { fromItem, getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import type { Registry, RegistryPerson, RegistryPolicy } from './registry.ts';
import { holderIndex, identityIndex, policyKey } from './registry-keys.ts';

const fields = v.object({ name: v.string(), birthName: v.string(), birthPlace: v.string(), mothersName: v.string() });

/** A policy's item as the import writes it; it parses to the policy. */
const policyItem = v.object({
  policyNumber: v.string(),
  product,
  state: policyState,
  paymentMethod,
  holder: v.string(),
}) satisfies v.GenericSchema<unknown, RegistryPolicy>;

/** A person's item as the import writes it; it parses to the person. */
const personItem = v.pipe(
  v.object({
    customerId: v.string(),
    identityKey: v.string(),
    exact: fields,
    folded: fields,
    isUnaccented: v.exactOptional(v.literal(true)),
  }),
  v.transform(({ customerId, ...identity }): RegistryPerson => ({ customerId, identity })),
);

/** Reads the registry's table and its two indexes. */
export const dynamoRegistry = (client: DynamoDBClient, table: string): Registry => {
  const queryAll = async <T>(
    index: string,
    attribute: string,
    value: string,
    read: (items: readonly Record<string, AttributeValue>[]) => readonly T[],
  ) => {
    const found: T[] = [];
    let start: Record<string, AttributeValue> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: index,
          KeyConditionExpression: '#attribute = :value',
          ExpressionAttributeNames: { '#attribute': attribute },
          ExpressionAttributeValues: toItem({ ':value': value }),
          ExclusiveStartKey: start,
        }),
      );
      found.push(...read(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start);
    return found;
  };
  return {
    // An unreadable person may be a second one with the same data (R2.3), so the identification fails.
    candidates: (identityKey) =>
      queryAll(identityIndex, 'identityKey', identityKey, (items) => items.map((item) => fromItem(personItem, item))),
    policiesOf: (customerId) => queryAll(holderIndex, 'holder', customerId, (items) => readable(policyItem, items)),
    findPolicy: (policyNumber) => getItem(client, table, policyKey(policyNumber), policyItem),
  };
};
