import { type DynamoDBClient, QueryCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { deleteBatch } from '#shared/platform/tables/dynamo-batch.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import {
  accountKey,
  accountPartition,
  contactKey,
  documentPrefix,
  type Key,
  personKey,
  registrationKey,
  repetitionPrefix,
  storedVersionKey,
  usernameKey,
} from '#shared/platform/tables/portal-keys.ts';
import { readGuardKeys } from '#shared/sign-in/guard/dynamo-guard.ts';
import type { Cancellations } from './cancellations.ts';

/** A page costs one Query, at most one call to S3 and sixteen batches of deletions. */
const pageSize = 200;

const itemSchema = v.object({
  sk: v.string(),
  key: v.optional(v.string()),
  versionId: v.optional(v.string()),
  expiresAt: v.optional(v.number()),
});

/** Documents, and repetitions that the insurer sent (R11.1). */
const holdsVersion = (sk: string) => [documentPrefix, repetitionPrefix].some((prefix) => sk.startsWith(prefix));

/** The part of `Cancellations` that erases. */
export const dynamoErasing = (
  client: DynamoDBClient,
  table: string,
): Pick<Cancellations, 'readErasable' | 'erase' | 'forget'> => ({
  async readErasable(accountId, from) {
    const account = accountKey(accountId);
    const { Items: found = [], LastEvaluatedKey: last } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ProjectionExpression: 'sk, #key, versionId, expiresAt',
        ExpressionAttributeNames: { '#key': 'key' },
        ExpressionAttributeValues: toItem({ ':pk': accountPartition(accountId) }),
        Limit: pageSize,
        ...(from === undefined ? {} : { ExclusiveStartKey: toItem({ pk: account.pk, sk: from }) }),
      }),
    );
    const items = found.map((item) => v.parse(itemSchema, unmarshall(item))).filter(({ sk }) => sk !== account.sk);
    const held = items.flatMap(({ sk, key, versionId, expiresAt }) =>
      holdsVersion(sk) && key !== undefined && versionId !== undefined ? [{ key, versionId, expiresAt }] : [],
    );
    const page = {
      versions: held.map(({ key, versionId }) => ({ key, versionId })),
      items: [
        ...items.map(({ sk }) => ({ pk: account.pk, sk })),
        // These items expire when their bytes would have been erased.
        ...held.flatMap(({ expiresAt, ...version }) =>
          expiresAt === undefined ? [] : [storedVersionKey(new Date(expiresAt * 1000), version)],
        ),
      ],
    };
    const next = last?.sk?.S;
    return next === undefined ? page : { ...page, next };
  },

  erase: (items) => deleteBatch(client, table, items),

  async forget({ accountId, customerId, username, contact, registrationId }) {
    const remove = (key: Key): TransactWriteItem => ({ Delete: { TableName: table, Key: toItem(key) } });
    const release = (key: Key): TransactWriteItem => ({
      Delete: {
        TableName: table,
        Key: toItem(key),
        ConditionExpression: 'attribute_not_exists(pk) OR accountId = :accountId',
        ExpressionAttributeValues: toItem({ ':accountId': accountId }),
      },
    });
    const guards = await readGuardKeys(client, table, username);
    const outcome = await transact(client, {
      account: {
        Delete: {
          TableName: table,
          Key: toItem(accountKey(accountId)),
          ConditionExpression: '#state = :closed',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: toItem({ ':closed': 'closed' }),
        },
      },
      claims: [personKey(customerId), usernameKey(username), contactKey(contact)].map(release),
      guards: guards.map(remove),
      // The registration is deleted when the first password is chosen; otherwise it still exists.
      registration: registrationId === undefined ? [] : remove(registrationKey(registrationId)),
    });
    // The account is gone: another run has done everything.
    if (outcome.done || outcome.failed.has('account')) return;
    throw new Error('A cancelled account does not hold its person, username or contact');
  },
});
