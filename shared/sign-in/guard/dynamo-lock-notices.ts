import { randomBytes, randomUUID } from 'node:crypto';
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { firstChangeIdAt } from '#shared/insurer/changes/change.ts';
import { type LockNotice, nobodysNoticeKey, noticeKey } from '#shared/messages/notices/notice.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { type Lock, lockLength } from './guard.ts';

/** Notifies the account's holder of a lock (R3.5); send-notices mails it within a minute or two. */
export type LockNotices = (lock: Lock) => Promise<void>;

/**
 * Notices of locks in the portal's table. A lock of a name that nobody has costs the same write, to where no worker reads: so an
 * answer takes the same time for both (R1.1), and locks of invented names delay no notice.
 */
export const dynamoLockNotices =
  (client: DynamoDBClient, table: string): LockNotices =>
  async ({ lane, until, accountId }) => {
    const at = new Date(until - lockLength).toISOString();
    const noticeId = `${firstChangeIdAt(at)}-${randomBytes(8).toString('hex')}`;
    const notice: LockNotice = {
      ...{ kind: 'locked', noticeId, accountId: accountId ?? randomUUID(), at },
      ...{ lane, lockedUntil: new Date(until).toISOString() },
    };
    const key = accountId === undefined ? nobodysNoticeKey(noticeId) : noticeKey(noticeId);
    const item = { ...key, ...notice, expiresAt: expiresAt(new Date(until)) };
    await client.send(new PutItemCommand({ TableName: table, Item: toItem(item) }));
  };
