import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { type AddressedNotice, type Notice, noticeKey, noticeRecipientKey, recipientKept } from './notice.ts';

/** The part that puts a notice to the account's own address into the transaction of what it tells of. */
export const noticePart = (table: string, notice: Notice): TransactWriteItem => ({
  Put: { TableName: table, Item: toItem({ ...noticeKey(notice.noticeId), ...notice }) },
});

/**
 * The parts of a notice that goes elsewhere. The transaction must check that the account is active: nothing is written into
 * the partition of one that is being cancelled (R11.1).
 */
export const addressedNoticeParts = (table: string, { notice, recipient }: AddressedNotice): TransactWriteItem[] => [
  noticePart(table, notice),
  {
    Put: {
      TableName: table,
      Item: toItem({
        ...noticeRecipientKey(notice),
        ...recipient,
        expiresAt: expiresAt(new Date(Date.parse(notice.at) + recipientKept)),
      }),
    },
  },
];
