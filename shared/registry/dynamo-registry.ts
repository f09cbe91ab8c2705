import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type * as v from 'valibot';
import { fromItem, getItem, toItem } from '#shared/tables/dynamo-table.ts';
import type { Registry } from './registry.ts';
import { personItem, policyItem } from './registry-items.ts';
import { holderIndex, identityIndex, policyKey } from './registry-keys.ts';

/** Reads the registry's table and its two indexes. */
export const dynamoRegistry = (client: DynamoDBClient, table: string): Registry => {
  const queryAll = async <T>(index: string, attribute: string, value: string, schema: v.GenericSchema<unknown, T>) => {
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
      found.push(...(page.Items ?? []).map((item) => fromItem(schema, item)));
      start = page.LastEvaluatedKey;
    } while (start);
    return found;
  };
  return {
    candidates: (identityKey) => queryAll(identityIndex, 'identityKey', identityKey, personItem),
    policiesOf: (customerId) => queryAll(holderIndex, 'holder', customerId, policyItem),
    findPolicy: (policyNumber) => getItem(client, table, policyKey(policyNumber), policyItem),
  };
};
