import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { accessEnd } from '#shared/documents/reading/access-window.ts';
import { instant } from '#shared/platform/instant.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { readWaitingPage } from '#shared/platform/tables/dynamo-waiting-page.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { waitingMailKey } from '#shared/platform/tables/portal-keys.ts';
import type { WaitingMails } from './waiting-mails.ts';

const mailSchema = v.object({
  turn: v.string(),
  bucket: v.string(),
  key: v.string(),
  versionId: v.string(),
  size: v.number(),
  uploadedAt: instant,
});
const pageSize = 100;

/** Waiting mails in one partition of the portal's table. `newTurn` returns a value that never repeats. */
export const dynamoWaitingMails = (client: DynamoDBClient, table: string, newTurn: () => string): WaitingMails => ({
  async put(documentId, { bucket, key, versionId, size, uploadedAt }) {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: toItem({
          ...waitingMailKey(documentId),
          ...{ bucket, key, versionId, size, uploadedAt: uploadedAt.toISOString() },
          turn: newTurn(),
          expiresAt: expiresAt(accessEnd(uploadedAt)),
        }),
      }),
    );
  },

  async read(after) {
    const page = { keyOf: waitingMailKey, schema: mailSchema, after, limit: pageSize };
    const { items, ...rest } = await readWaitingPage(client, table, page);
    return {
      waiting: items.map(({ id: documentId, value }) => {
        if (!value) return { documentId, mail: undefined };
        const { turn, ...object } = value;
        return { documentId, mail: { documentId, object, turn } };
      }),
      ...rest,
    };
  },

  async remove({ documentId, turn }) {
    await conditional(
      client.send(
        new DeleteItemCommand({
          TableName: table,
          Key: toItem(waitingMailKey(documentId)),
          ConditionExpression: 'turn = :turn',
          ExpressionAttributeValues: toItem({ ':turn': turn }),
        }),
      ),
    );
  },
});
