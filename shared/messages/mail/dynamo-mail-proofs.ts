import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { provedUntil } from '#shared/platform/tables/expiry.ts';
import { proofKey } from '#shared/platform/tables/portal-keys.ts';
import type { MailProofs } from './mail-proof.ts';

/** Proofs of mails in the portal's table, kept for `years` years whatever becomes of the account. */
export const dynamoMailProofs = (client: DynamoDBClient, table: string, years: number): MailProofs => ({
  async note({ subject, at, ...proof }) {
    const item = {
      ...proofKey(subject, `${at.toISOString()}#mail#${proof.messageId}`),
      ...proof,
      at: at.toISOString(),
      expiresAt: provedUntil(at, years),
    };
    await client.send(new PutItemCommand({ TableName: table, Item: toItem(item) }));
  },
});
