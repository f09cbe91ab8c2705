import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { readable } from '#shared/platform/tables/dynamo-readable.ts';
import { fromItem, getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import type { Registry } from './registry.ts';
import { personItem, policyItem } from './registry-items.ts';
import { holderIndex, identityIndex, policyKey } from './registry-keys.ts';

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
    // A person who cannot be read may be a second one with the same data (R2.3): then nobody is identified.
    candidates: (identityKey) =>
      queryAll(identityIndex, 'identityKey', identityKey, (items) => items.map((item) => fromItem(personItem, item))),
    policiesOf: (customerId) => queryAll(holderIndex, 'holder', customerId, (items) => readable(policyItem, items)),
    findPolicy: (policyNumber) => getItem(client, table, policyKey(policyNumber), policyItem),
  };
};
