import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { addressedNoticeParts } from '#shared/notices/dynamo-notice-parts.ts';
import { toItem } from '#shared/tables/dynamo-table.ts';
import { accountKey, accountPartition, contactKey, type Key } from '#shared/tables/portal-keys.ts';
import type { ContactKind } from './contact-change.ts';
import type { Applied, Pending } from './contact-changes.ts';

/**
 * Nobody holds a pair under this pseudonym, which is none that is written under now (R2.6): so of two who want it, one under
 * the old secret and one under the new, one wins. What has expired there goes.
 */
export const freePart = (table: string, contact: string, now: Date): TransactWriteItem => ({
  Delete: {
    TableName: table,
    Key: toItem(contactKey(contact)),
    ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
    ExpressionAttributeValues: toItem({ ':now': Math.floor(now.getTime() / 1000) }),
  },
});

export const contactChangePrefix = 'CONTACT-CHANGE#';

/** In the account's partition: it goes when the account goes (R11.1). */
export const contactChangeKey = (accountId: string, kind: ContactKind): Key => ({
  pk: accountPartition(accountId),
  sk: `${contactChangePrefix}${kind}`,
});

/** Which failed parts mean that somebody else holds the pair: its claim, and it under other secrets (from the fifth on). */
export const isContactPart = (position: number): boolean => position === 1 || position >= 4;

/** The parts that apply a change: the account, the claim of the new pair, the end of the old one, the change itself, its notices. */
export const applyParts = (
  table: string,
  accountId: string,
  { account, change }: Pending,
  { pair: { contact, otherContacts }, notices }: Applied,
  now: Date,
): TransactWriteItem[] => [
  {
    Update: {
      TableName: table,
      Key: toItem(accountKey(accountId)),
      // A new address is not the one that mails did not reach (R5.2).
      UpdateExpression: `SET #kind = :value, contact = :new${change.kind === 'email' ? ' REMOVE mailUnreachableSince' : ''}`,
      ConditionExpression: '#state = :active AND contact = :old AND sessionsValidFrom = :from',
      ExpressionAttributeNames: { '#state': 'state', '#kind': change.kind },
      ExpressionAttributeValues: toItem({
        ':value': change.value,
        ':new': contact,
        ':old': account.contact,
        ':active': 'active',
        ':from': change.sessionsValidFrom,
      }),
    },
  },
  {
    Put: {
      TableName: table,
      Item: toItem({ ...contactKey(contact), accountId, customerId: account.customerId }),
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
      ExpressionAttributeValues: toItem({ ':now': Math.floor(now.getTime() / 1000) }),
    },
  },
  {
    Delete: {
      TableName: table,
      Key: toItem(contactKey(account.contact)),
      ConditionExpression: 'accountId = :accountId',
      ExpressionAttributeValues: toItem({ ':accountId': accountId }),
    },
  },
  {
    Update: {
      TableName: table,
      Key: toItem(contactChangeKey(accountId, change.kind)),
      UpdateExpression: 'SET confirmed = :yes',
      ConditionExpression: 'proof = :proof',
      ExpressionAttributeValues: toItem({ ':yes': true, ':proof': change.proof }),
    },
  },
  ...otherContacts.filter((other) => other !== account.contact).map((other) => freePart(table, other, now)),
  ...notices.flatMap((notice) => addressedNoticeParts(table, notice)),
];
