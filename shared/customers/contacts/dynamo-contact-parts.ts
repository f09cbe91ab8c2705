import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { addressedNoticeParts } from '#shared/messages/notices/dynamo-notice-parts.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, accountPartition, type Key } from '#shared/platform/tables/portal-keys.ts';
import type { ContactKind } from './contact-change.ts';
import type { Applied, Pending } from './contact-changes.ts';
import { moveParts } from './dynamo-contact-claims.ts';

export const contactChangePrefix = 'CONTACT-CHANGE#';

/** In the account's partition: it goes when the account goes (R11.1). */
export const contactChangeKey = (accountId: string, kind: ContactKind): Key => ({
  pk: accountPartition(accountId),
  sk: `${contactChangePrefix}${kind}`,
});

/** The parts that apply a change: the account first, the change itself, its pair in the place of the old one, its notices. */
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
    Update: {
      TableName: table,
      Key: toItem(contactChangeKey(accountId, change.kind)),
      UpdateExpression: 'SET confirmed = :yes',
      ConditionExpression: 'proof = :proof',
      ExpressionAttributeValues: toItem({ ':yes': true, ':proof': change.proof }),
    },
  },
  ...moveParts(
    table,
    { accountId, customerId: account.customerId },
    { from: account.contact, to: contact, otherContacts },
    now,
  ),
  ...notices.flatMap((notice) => addressedNoticeParts(table, notice)),
];
