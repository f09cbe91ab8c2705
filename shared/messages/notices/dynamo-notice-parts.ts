import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { type AddressedNotice, type Notice, noticeKey, noticeRecipientKey, recipientKept } from './notice.ts';

/** The part of a change's transaction that adds a notice to the account's own address. */
export const noticePart = (table: string, notice: Notice): TransactWriteItem => ({
  Put: { TableName: table, Item: toItem({ ...noticeKey(notice.noticeId), ...notice }) },
});

/**
 * The parts of a change's transaction that add a notice to an old address or number. The transaction must check that the account
 * is active: nothing may be written into the partition of an account that is being cancelled (R11.1).
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
