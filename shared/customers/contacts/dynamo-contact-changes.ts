import { type DynamoDBClient, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { readable } from '#shared/platform/tables/dynamo-readable.ts';
import { fromItem, getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { isExpired } from '#shared/platform/tables/expiry.ts';
import { accountKey, accountPartition, contactKey } from '#shared/platform/tables/portal-keys.ts';
import { accountSchema } from '#shared/sign-in/sessions/accounts.ts';
import type { ContactChanges } from './contact-change.ts';
import { contactChangeSchema } from './contact-change.ts';
import { contactClaimSchema, isFreeFor } from './dynamo-contact-claims.ts';
import { applyParts, contactChangeKey, contactChangePrefix } from './dynamo-contact-parts.ts';

const triesSchema = v.object({ triesLeft: v.number() });

/** Contact changes in the portal's table. */
export const dynamoContactChanges = (client: DynamoDBClient, table: string): ContactChanges => ({
  async isFree({ contact, otherContacts }, customerId, now) {
    const claims = await Promise.all(
      [contact, ...otherContacts].map((each) => getItem(client, table, contactKey(each), contactClaimSchema)),
    );
    return claims.every((claim) => isFreeFor(claim, customerId, now));
  },
  async put(accountId, change) {
    const { done } = await transact(client, {
      change: { Put: { TableName: table, Item: toItem({ ...contactChangeKey(accountId, change.kind), ...change }) } },
      account: {
        // Nothing is written into the partition of an account that is being cancelled (R11.1).
        ConditionCheck: {
          TableName: table,
          Key: toItem(accountKey(accountId)),
          ConditionExpression: '#state = :active AND sessionsValidFrom = :from',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: toItem({ ':active': 'active', ':from': change.sessionsValidFrom }),
        },
      },
    });
    if (!done) throw new DomainError('session-ended');
  },
  async withdraw(accountId, { kind, proof }, now) {
    await conditional(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: toItem(contactChangeKey(accountId, kind)),
          UpdateExpression: 'SET expiresAt = :now',
          ConditionExpression: 'proof = :proof',
          ExpressionAttributeValues: toItem({ ':now': Math.floor(now.getTime() / 1000), ':proof': proof }),
        }),
      ),
    );
  },
  async waiting(accountId, now) {
    const { Items: items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: toItem({ ':pk': accountPartition(accountId), ':prefix': contactChangePrefix }),
      }),
    );
    return readable(contactChangeSchema, items).filter((change) => !isExpired(change, now));
  },
  async find(accountId, kind, now) {
    const [account, change] = await Promise.all([
      getItem(client, table, accountKey(accountId), accountSchema),
      getItem(client, table, contactChangeKey(accountId, kind), contactChangeSchema),
    ]);
    if (account?.state !== 'active' || !change || isExpired(change, now)) return undefined;
    return change.sessionsValidFrom === account.sessionsValidFrom ? { account, change } : undefined;
  },
  async takeTry(accountId, kind) {
    const taken = await conditional(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: toItem(contactChangeKey(accountId, kind)),
          UpdateExpression: 'SET triesLeft = triesLeft - :one',
          ConditionExpression: 'triesLeft > :none',
          ExpressionAttributeValues: toItem({ ':one': 1, ':none': 0 }),
          ReturnValues: 'UPDATED_NEW',
        }),
      ),
    );
    return taken.done ? fromItem(triesSchema, taken.answer.Attributes ?? {}).triesLeft : undefined;
  },
  async apply(accountId, pending, applied, now) {
    const outcome = await transact(client, applyParts(table, accountId, pending, applied, now));
    if (outcome.done) return 'applied';
    const { failed } = outcome;
    // If the account changed, too, it may be this very change that holds the pair already.
    return failed.has('claims') && !failed.has('account') ? 'contact-taken' : 'overtaken';
  },
});
