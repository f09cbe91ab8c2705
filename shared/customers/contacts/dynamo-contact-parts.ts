import { addressedNoticeParts } from '#shared/messages/notices/dynamo-notice-parts.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, accountPartition, type Key } from '#shared/platform/tables/portal-keys.ts';
import type { Applied, ContactKind, Pending } from './contact-change.ts';
import { moveByName } from './dynamo-contact-claims.ts';
import { formerAddressPart } from './dynamo-former-addresses.ts';

export const contactChangePrefix = 'CONTACT-CHANGE#';

/** A change is kept in its account's partition and deleted with the account (R11.1). */
export const contactChangeKey = (accountId: string, kind: ContactKind): Key => ({
  pk: accountPartition(accountId),
  sk: `${contactChangePrefix}${kind}`,
});

/** The parts of the transaction that applies a change: the account, the change itself, the pair and the notices. */
export const applyParts = (
  table: string,
  accountId: string,
  { account, change }: Pending,
  { pair: { contact, otherContacts }, notices }: Applied,
  now: Date,
) => ({
  account: {
    Update: {
      TableName: table,
      Key: toItem(accountKey(accountId)),
      // Mails failed at the old address; this says nothing about the new one (R5.2).
      UpdateExpression: `SET #kind = :value, contact = :new${change.kind === 'email' ? ' REMOVE mailUnreachableSince, mailUnreachableReason' : ''}`,
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
  change: {
    Update: {
      TableName: table,
      Key: toItem(contactChangeKey(accountId, change.kind)),
      UpdateExpression: 'SET confirmed = :yes',
      ConditionExpression: 'proof = :proof',
      ExpressionAttributeValues: toItem({ ':yes': true, ':proof': change.proof }),
    },
  },
  ...moveByName(
    table,
    { accountId, customerId: account.customerId },
    { from: account.contact, to: contact, otherContacts },
    now,
  ),
  formerAddress:
    change.kind === 'email'
      ? [formerAddressPart(table, accountId, { to: account.email, language: account.language }, now)]
      : [],
  notices: notices.flatMap((notice) => addressedNoticeParts(table, notice)),
});
