import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { secretKey } from '#shared/platform/tables/portal-keys.ts';
import type { Fingerprints } from './fingerprints.ts';

const fingerprintSchema = v.object({ fingerprint: v.string() });

/** Fingerprints in the portal's table: a backup of the table holds those of its own keys. */
export const dynamoFingerprints = (client: DynamoDBClient, table: string): Fingerprints => {
  const find = async (version: string) =>
    (await getItem(client, table, secretKey(version), fingerprintSchema))?.fingerprint;
  return {
    find,
    async keep(version, fingerprint) {
      const found = await find(version);
      if (found !== undefined) return found;
      const put = await conditional(
        client.send(
          new PutItemCommand({
            TableName: table,
            Item: toItem({ ...secretKey(version), fingerprint }),
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        ),
      );
      // Another run that starts at the same moment was first.
      return put.done || !put.item ? fingerprint : fromItem(fingerprintSchema, put.item).fingerprint;
    },
  };
};
