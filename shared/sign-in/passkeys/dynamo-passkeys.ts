import { randomBytes } from 'node:crypto';
import { type DynamoDBClient, QueryCommand, type TransactWriteItem, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { firstChangeIdAt } from '#shared/insurer/changes/change.ts';
import { noticePart } from '#shared/messages/notices/dynamo-notice-parts.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { isInSession, requireActiveAccount } from '#shared/platform/tables/dynamo-active-account.ts';
import { getBatch } from '#shared/platform/tables/dynamo-batch.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { accountKey, accountPartition, passkeyKey, passkeyPrefix } from '#shared/platform/tables/portal-keys.ts';
import { answeredPart, proofIdOf } from './dynamo-proofs.ts';
import { type Changing, type Passkey, type Passkeys, passkeyIdOf, passkeySchema, proofLife } from './passkey.ts';

/** The parts that record an act of a customer in the audit; the audit belongs to the helpdesk, which is above this area. */
export type AuditParts = (act: {
  readonly at: Date;
  readonly customerId: string;
  readonly what: 'passkey-added' | 'passkey-removed' | 'second-step-on' | 'second-step-off' | 'second-step-kept';
}) => readonly TransactWriteItem[];

const accountPart = v.object({
  username: v.string(),
  state: v.picklist(['active', 'frozen', 'closed']),
});

/** How long an answered challenge is kept, in ms: far beyond its life. */
const answeredKept = 60 * 60_000;

/** Passkeys in the portal's table. `audit`: only who adds or removes needs it. */
export function dynamoPasskeys(client: DynamoDBClient, table: string, audit: AuditParts = () => []): Passkeys {
  const keyOf = (accountId: string, passkeyId: string) => ({
    TableName: table,
    Key: toItem(passkeyKey(accountId, passkeyId)),
  });

  /** Writes a change of the passkeys with its notice and its audit entry, while the session is valid. */
  async function change(
    { caller, customerId, kind }: Changing,
    what: 'passkey-added' | 'passkey-removed',
    at: Date,
    parts: Readonly<Record<'passkey' | 'challenge', readonly TransactWriteItem[]>>,
  ): Promise<boolean> {
    const noticeId = `${firstChangeIdAt(at.toISOString())}-${randomBytes(8).toString('hex')}`;
    const notice = { noticeId, kind: what, accountId: caller.accountId, at: at.toISOString(), ...kind };
    const outcome = await transact(client, {
      ...parts,
      session: requireActiveAccount(table, caller.accountId, isInSession(caller)),
      notice: noticePart(table, notice),
      audit: audit({ at, customerId, what }),
    });
    if (!outcome.done && outcome.failed.has('session')) throw new DomainError('session-ended');
    return outcome.done;
  }

  return {
    async list(accountId) {
      const { Items: items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: toItem({ ':pk': accountPartition(accountId), ':prefix': passkeyPrefix }),
        }),
      );
      const passkeys = items.map((item) => fromItem(passkeySchema, item));
      return passkeys.sort((one, other) => (one.addedAt < other.addedAt ? -1 : 1));
    },

    async add(changing, passkey, { challenge, at }) {
      const { accountId } = changing.caller;
      const item = { ...passkeyKey(accountId, passkeyIdOf(passkey.credentialId)), ...passkey };
      const put = { TableName: table, Item: toItem(item), ConditionExpression: 'attribute_not_exists(pk)' };
      const done = await change(changing, 'passkey-added', at, {
        passkey: [{ Put: put }],
        challenge: [answeredPart(table, challenge, { expiresAt: expiresAt(new Date(at.getTime() + answeredKept)) })],
      });
      return done ? 'added' : 'refused';
    },

    async rename(accountId, passkeyId, name) {
      const { done } = await conditional(
        client.send(
          new UpdateItemCommand({
            ...keyOf(accountId, passkeyId),
            UpdateExpression: 'SET #name = :name',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeNames: { '#name': 'name' },
            ExpressionAttributeValues: toItem({ ':name': name }),
          }),
        ),
      );
      return done;
    },

    remove: (changing, passkeyId, at) =>
      change(changing, 'passkey-removed', at, {
        passkey: [
          { Delete: { ...keyOf(changing.caller.accountId, passkeyId), ConditionExpression: 'attribute_exists(pk)' } },
        ],
        challenge: [],
      }),

    async find(accountId, passkeyId) {
      const [key, passkey] = [accountKey(accountId), passkeyKey(accountId, passkeyId)];
      const items = (await getBatch(client, table, [key, passkey])).map((item) => unmarshall(item));
      const [account, kept] = [key, passkey].map(({ sk }) => items.find((item) => item.sk === sk));
      return account && kept && { account: v.parse(accountPart, account), passkey: v.parse(passkeySchema, kept) };
    },

    async use(accountId, used: Passkey, counter, { challenge, at }) {
      const secret = randomBytes(32).toString('base64url');
      const proved = { accountId, secret, goodUntil: at.getTime() + proofLife };
      const outcome = await transact(client, {
        account: requireActiveAccount(table, accountId),
        passkey: {
          Update: {
            ...keyOf(accountId, passkeyIdOf(used.credentialId)),
            UpdateExpression: 'SET #counter = :counter, lastUsedAt = :at',
            ConditionExpression: 'credentialId = :id AND #counter = :before',
            ExpressionAttributeNames: { '#counter': 'counter' },
            ExpressionAttributeValues: toItem({
              ...{ ':counter': counter, ':before': used.counter },
              ...{ ':at': at.toISOString(), ':id': used.credentialId },
            }),
          },
        },
        challenge: answeredPart(table, challenge, {
          ...proved,
          expiresAt: expiresAt(new Date(at.getTime() + answeredKept)),
        }),
      });
      return outcome.done ? { proofId: proofIdOf(challenge, secret), accountId } : undefined;
    },
  };
}
