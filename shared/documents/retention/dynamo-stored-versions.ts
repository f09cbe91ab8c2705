import { type DynamoDBClient, PutItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { accessEnd } from '#shared/documents/reading/access-window.ts';
import { deleteBatch } from '#shared/platform/tables/dynamo-batch.ts';
import { readable } from '#shared/platform/tables/dynamo-readable.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { storedVersionKey, storedVersionsOf } from '#shared/platform/tables/portal-keys.ts';
import type { EndedVersion, StoredVersions } from './stored-versions.ts';

const noteSchema = v.object({ pk: v.string(), sk: v.string(), key: v.string(), versionId: v.string() });

/** As many as one call to S3 deletes. */
const pageSize = 1000;
/** So many months back a run looks: longer than the schedule can have failed unnoticed. */
const monthsBack = 3;
/** How long (ms) a note that no run has settled is kept: no run looks further back. */
const keptAfterEnd = 90 * 24 * 60 * 60 * 1000;

/** The first instants of this month and the ones before it, oldest first. UTC, like the partitions. */
const monthsUntil = (now: Date): Date[] =>
  Array.from(
    { length: monthsBack + 1 },
    (_, at) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsBack + at, 1)),
  );

/** Notes in the portal's table, a partition for the ends of each month. */
export const dynamoStoredVersions = (client: DynamoDBClient, table: string): StoredVersions => ({
  async note({ key, versionId, uploadedAt }, now) {
    // An event can come long after its window has ended: the next run erases its bytes.
    const endsAt = new Date(Math.max(accessEnd(uploadedAt).getTime(), now.getTime()));
    const gone = expiresAt(new Date(endsAt.getTime() + keptAfterEnd));
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: toItem({ ...storedVersionKey(endsAt, { key, versionId }), key, versionId, expiresAt: gone }),
      }),
    );
  },

  async *ended(now) {
    for (const month of monthsUntil(now)) {
      const pages = paginateQuery(
        { client, pageSize },
        {
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk <= :now',
          // After every key of this instant.
          ExpressionAttributeValues: toItem({ ':pk': storedVersionsOf(month), ':now': `${now.toISOString()}~` }),
        },
      );
      for await (const { Items: items = [] } of pages) {
        const versions: EndedVersion[] = readable(noteSchema, items).map(({ pk, sk, ...version }) => ({
          ...version,
          note: { pk, sk },
        }));
        if (versions.length > 0) yield versions;
      }
    }
  },

  settle: (versions) =>
    deleteBatch(
      client,
      table,
      versions.map(({ note }) => note),
    ),
});
