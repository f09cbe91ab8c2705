import { type DynamoDBClient, QueryCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { language } from '#shared/contract/fields.ts';
import type { Recipient } from '#shared/messages/notices/notice.ts';
import { readable } from '#shared/platform/tables/dynamo-readable.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt, isExpired } from '#shared/platform/tables/expiry.ts';
import { accountPartition } from '#shared/platform/tables/portal-keys.ts';

/**
 * Addresses that an account had before. A dispute about the account is mailed to them, too: the present address may be the
 * impostor's (R10.4). They are in the account's partition and deleted with the account (R11.1).
 */
const formerPrefix = 'FORMER-EMAIL#';

/** How long an address is kept after it was replaced, in ms. */
export const formerKept = 90 * 24 * 60 * 60 * 1000;
/** How many get a mail, so that nobody can make the portal send one to dozens; the oldest ones, because they were there first. */
const mostFormer = 5;

const formerSchema = v.object({ email: v.string(), language, expiresAt: v.number() });

/**
 * The part of every transaction that replaces an account's e-mail address. The transaction must check that the account is active:
 * nothing may be written into the partition of an account that is being cancelled (R11.1).
 */
export const formerAddressPart = (
  table: string,
  accountId: string,
  { to, language }: Recipient,
  at: Date,
): TransactWriteItem => ({
  Put: {
    TableName: table,
    Item: toItem({
      ...{ pk: accountPartition(accountId), sk: `${formerPrefix}${at.toISOString()}` },
      ...{ email: to, language },
      expiresAt: expiresAt(new Date(at.getTime() + formerKept)),
    }),
  },
});

/** The addresses that the account had in the last 90 days besides `present`, the oldest first, each once. */
export async function readFormerAddresses(
  client: DynamoDBClient,
  table: string,
  accountId: string,
  { present, now }: { readonly present: string; readonly now: Date },
): Promise<readonly Recipient[]> {
  const { Items: items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: toItem({ ':pk': accountPartition(accountId), ':prefix': formerPrefix }),
    }),
  );
  const byAddress = new Map<string, Recipient>();
  for (const former of readable(formerSchema, items)) {
    const folded = former.email.toLowerCase();
    if (isExpired(former, now) || folded === present.toLowerCase() || byAddress.has(folded)) continue;
    byAddress.set(folded, { to: former.email, language: former.language });
  }
  return [...byAddress.values()].slice(0, mostFormer);
}
