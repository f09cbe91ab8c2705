import { createHash } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { type Key, reminderKey } from '#shared/platform/tables/portal-keys.ts';
import { type DueReminder, dueTimes, reminderParts } from './reminders.ts';

/** The table deletes a due reminder that no run has worked off for so long (ms); its documents are gone by then. */
const keptFor = 60 * 24 * 3_600_000;

const partOf = (accountId: string) => createHash('sha256').update(accountId).digest().readUInt8() % reminderParts;

/** Sorts by the due time. What falls due for an account at the same instant is one item. */
export const dueKey = ({ accountId, dueAt }: DueReminder): Key =>
  reminderKey(partOf(accountId), `${dueAt.toISOString()}#${accountId}`);

/** A due reminder as an item of the table. */
export const dueItem = (due: DueReminder) =>
  toItem({
    ...dueKey(due),
    accountId: due.accountId,
    dueAt: due.dueAt.toISOString(),
    expiresAt: expiresAt(new Date(due.dueAt.getTime() + keptFor)),
  });

/** The parts of a document's transaction that remember when it may bring a reminder. */
export const reminderPuts = (portal: string, accountId: string, uploadedAt: Date): TransactWriteItem[] =>
  dueTimes(uploadedAt).map((dueAt) => ({ Put: { TableName: portal, Item: dueItem({ accountId, dueAt }) } }));
