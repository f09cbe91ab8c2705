import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { documentKind } from '#shared/contract/fields.ts';
import { instant } from '#shared/platform/instant.ts';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { authenticityKey } from '#shared/platform/tables/portal-keys.ts';
import type { AuthenticityRecords } from './authenticity.ts';

const recordSchema = v.object({
  kind: documentKind,
  uploadedAt: instant,
});

/** Authenticity records in the portal's table; they never expire. */
export const dynamoAuthenticity = (client: DynamoDBClient, table: string): AuthenticityRecords => ({
  find: (sha256) => getItem(client, table, authenticityKey(sha256), recordSchema),
});
