import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { parkedKey } from '#shared/platform/tables/portal-keys.ts';
import type { NoteParked } from './queue-worker.ts';

/** How long a dead-letter queue keeps a message, and so the note, in ms: 14 days. */
const kept = 14 * 24 * 60 * 60 * 1000;

/** Notes in the portal's table why a message is parked: the log's words, no personal data. An operator's command shows them. */
export const dynamoParkedNotes =
  (client: DynamoDBClient, table: string, worker: string, now: () => Date): NoteParked =>
  async (messageId, why) => {
    const at = now();
    const item = {
      ...parkedKey(worker, messageId),
      ...why,
      failedAt: at.toISOString(),
      expiresAt: expiresAt(new Date(at.getTime() + kept)),
    };
    await client.send(new PutItemCommand({ TableName: table, Item: toItem(item) }));
  };
