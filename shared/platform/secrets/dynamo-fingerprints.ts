import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { secretKey } from '#shared/platform/tables/portal-keys.ts';
import type { Fingerprints } from './fingerprints.ts';

const fingerprintSchema = v.object({ fingerprint: v.string() });

/** Fingerprints in the portal's table: a backup of the table holds those of its own keys. */
export const dynamoFingerprints = (client: DynamoDBClient, table: string): Fingerprints => ({
  async keep(version, fingerprint) {
    const key = secretKey(version);
    const found = await getItem(client, table, key, fingerprintSchema);
    if (found) return found.fingerprint;
    const { done, ...put } = await conditional(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: toItem({ ...key, fingerprint }),
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      ),
    );
    // Another function that starts at the same moment was first.
    return !done && 'item' in put && put.item ? fromItem(fingerprintSchema, put.item).fingerprint : fingerprint;
  },
});
