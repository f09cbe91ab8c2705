import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { writeVersioned } from '#shared/platform/tables/dynamo-versioned-item.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import {
  accountKey,
  accountPartition,
  contactKey,
  type Key,
  usernameKey,
} from '#shared/platform/tables/portal-keys.ts';
import { accountSchema } from '#shared/sign-in/sessions/accounts.ts';
import type { Recoveries } from './recoveries.ts';
import { admit, forgettableFrom, mark, markTaken, type RecoveryLog } from './recoveries.ts';

/** An account's claim has it; a pending registration's does not. */
const claimSchema = v.object({ accountId: v.optional(v.string()) });

const millis = v.pipe(v.number(), v.integer());
const logSchema = v.object({
  version: v.pipe(v.number(), v.integer()),
  entries: v.array(
    v.object({
      recoveryId: v.string(),
      kind: v.picklist(['recovery', 'notice']),
      at: millis,
      until: v.exactOptional(millis),
      stage: v.picklist(['working', 'ready', 'done']),
      leaseUntil: millis,
    }),
  ),
});

/** The log is in the account's partition and deleted with the account. */
const logKey = (accountId: string): Key => ({ pk: accountPartition(accountId), sk: 'RECOVERIES' });

const mostTries = 12;

/** Recoveries in the portal's table. Each change is based on what was read, and repeated if that has changed. */
export const dynamoRecoveries = (client: DynamoDBClient, table: string): Recoveries => {
  const write = (accountId: string, log: RecoveryLog, replaced: number) =>
    writeVersioned(client, table, {
      ...{ accountId, replaced },
      key: logKey(accountId),
      expiresAt: expiresAt(new Date(forgettableFrom(log))),
      content: { entries: log },
    });

  async function change<R extends { readonly log: RecoveryLog }>(
    accountId: string,
    step: (log: RecoveryLog) => R,
  ): Promise<R | 'gone'> {
    for (let tries = 1; tries <= mostTries; tries++) {
      const kept = await getItem(client, table, logKey(accountId), logSchema);
      const log = kept?.entries ?? [];
      const made = step(log);
      if (made.log === log) return made;
      const written = await write(accountId, made.log, kept?.version ?? 0);
      if (written === 'written') return made;
      if (written === 'gone') return 'gone';
    }
    throw new Error('Too many recoveries of one account at once');
  }

  return {
    async find(contacts) {
      const claims = await Promise.all(
        contacts.map((contact) => getItem(client, table, contactKey(contact), claimSchema)),
      );
      const accountId = claims.find((claim) => claim?.accountId !== undefined)?.accountId;
      if (accountId === undefined) return undefined;
      const account = await getItem(client, table, accountKey(accountId), accountSchema);
      if (account?.state !== 'active') return undefined;
      const { username, email, language } = account;
      return { accountId, username, email, language };
    },
    async admit(accountId, recoveryId, now) {
      const changed = await change(accountId, (log) => admit(log, recoveryId, now.getTime()));
      return changed === 'gone' ? { kind: 'gone' } : changed.admission;
    },
    async openLink({ accountId, username }, link) {
      const opened = new UpdateItemCommand({
        TableName: table,
        Key: toItem(usernameKey(username)),
        UpdateExpression: 'SET recoveryLink = :link',
        ConditionExpression: 'accountId = :accountId',
        ExpressionAttributeValues: toItem({ ':link': link, ':accountId': accountId }),
      });
      await conditional(client.send(opened));
    },
    async mark(accountId, recoveryId, stage) {
      await change(accountId, (log) => ({ log: mark(log, recoveryId, stage) }));
    },
    async markTaken(accountId, recoveryId) {
      await change(accountId, (log) => ({ log: markTaken(log, recoveryId) }));
    },
  };
};
