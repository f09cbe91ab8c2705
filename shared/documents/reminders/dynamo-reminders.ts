import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { language } from '#shared/contract/fields.ts';
import { firstIdAt } from '#shared/documents/delivery/document-id.ts';
import { instant } from '#shared/platform/instant.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { readable } from '#shared/platform/tables/dynamo-readable.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import {
  accountKey,
  accountPartition,
  documentKey,
  documentPrefix,
  reminderKey,
} from '#shared/platform/tables/portal-keys.ts';
import { dueItem, dueKey } from './dynamo-reminder-keys.ts';
import { oneEvery, type RemindedDocument, type Reminders } from './reminders.ts';

const pageSize = 100;
/** How many documents are marked in parallel. */
const markedAtOnce = 10;

const dueSchema = v.object({ accountId: v.string(), dueAt: instant });
const accountSchema = v.object({
  email: v.string(),
  language,
  state: v.string(),
  reminders: v.optional(v.object({ beforeEnd: v.boolean(), unread: v.boolean() })),
  lastReminder: v.optional(
    v.object({ takenAt: v.number(), phase: v.picklist(['sending', 'sent', 'noted']), leaseUntil: v.number() }),
  ),
});
const documentSchema = v.object({
  documentId: v.string(),
  uploadedAt: instant,
  state: v.string(),
  readAt: v.optional(instant),
  remindedUnreadAt: v.optional(instant),
  remindedOfEndAt: v.optional(instant),
});

/** Reminders in the portal's table: their due times, the account's last mail, and the marks on its documents. */
export const dynamoReminders = (client: DynamoDBClient, table: string): Reminders => {
  /** Changes the account's last reminder; false if the condition fails. A closed or frozen account has no reminder any more. */
  async function change(accountId: string, update: string, condition: string, values: object) {
    const { done } = await conditional(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: toItem(accountKey(accountId)),
          UpdateExpression: update,
          ConditionExpression: `#state = :active AND ${condition}`,
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: toItem({ ':active': 'active', ...values }),
        }),
      ),
    );
    return done;
  }

  async function mark(accountId: string, documentId: string, attribute: string, at: Date) {
    await conditional(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: toItem(documentKey(accountId, documentId)),
          UpdateExpression: 'SET #mark = if_not_exists(#mark, :at)',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#mark': attribute },
          ExpressionAttributeValues: toItem({ ':at': at.toISOString() }),
        }),
      ),
    );
  }

  return {
    async due(part, until, after) {
      const { pk } = reminderKey(part, '');
      const { Items: items = [], LastEvaluatedKey: last } = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk <= :until',
          // Sorts after every account of that moment.
          ExpressionAttributeValues: toItem({ ':pk': pk, ':until': `${until.toISOString()}#\u{10ffff}` }),
          Limit: pageSize,
          ...(after === undefined ? {} : { ExclusiveStartKey: toItem({ pk, sk: after }) }),
        }),
      );
      const due = items.map((item) => {
        const parsed = v.safeParse(dueSchema, unmarshall(item));
        return parsed.success ? parsed.output : undefined;
      });
      const next = last?.sk?.S;
      return next === undefined ? { due } : { due, next };
    },

    async postpone(due, until) {
      // First: a run that dies in between looks at both, and the second finds nothing to do.
      await client.send(new PutItemCommand({ TableName: table, Item: dueItem({ ...due, dueAt: until }) }));
      await client.send(new DeleteItemCommand({ TableName: table, Key: toItem(dueKey(due)) }));
    },

    async settle(due) {
      await client.send(new DeleteItemCommand({ TableName: table, Key: toItem(dueKey(due)) }));
    },

    accountOf: (accountId) => getItem(client, table, accountKey(accountId), accountSchema),

    async documentsOf(accountId, { from, to }) {
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ProjectionExpression: 'documentId, uploadedAt, #state, readAt, remindedUnreadAt, remindedOfEndAt',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: toItem({
            ':pk': accountPartition(accountId),
            ':from': `${documentPrefix}${firstIdAt(from)}`,
            ':to': `${documentPrefix}${firstIdAt(to)}`,
          }),
        },
      );
      const found: RemindedDocument[] = [];
      for await (const { Items: items = [] } of pages) found.push(...readable(documentSchema, items));
      return found;
    },

    take: (accountId, at, leaseUntil) =>
      change(
        accountId,
        'SET lastReminder = :last',
        '(attribute_not_exists(lastReminder) OR lastReminder.takenAt <= :weekAgo)',
        {
          ':last': { takenAt: at.getTime(), phase: 'sending', leaseUntil: leaseUntil.getTime() },
          ':weekAgo': at.getTime() - oneEvery,
        },
      ),

    takeOver: (accountId, { takenAt, leaseUntil: before }, leaseUntil) =>
      change(
        accountId,
        'SET lastReminder.leaseUntil = :until',
        'lastReminder.takenAt = :takenAt AND lastReminder.phase = :sending AND lastReminder.leaseUntil = :before',
        { ':until': leaseUntil.getTime(), ':takenAt': takenAt, ':sending': 'sending', ':before': before },
      ),

    async giveBack(accountId, takenAt) {
      await change(accountId, 'REMOVE lastReminder', 'lastReminder.takenAt = :takenAt', { ':takenAt': takenAt });
    },

    async markTaken(accountId, takenAt) {
      await change(
        accountId,
        'SET lastReminder.phase = :sent',
        'lastReminder.takenAt = :takenAt AND lastReminder.phase = :sending',
        { ':takenAt': takenAt, ':sent': 'sent', ':sending': 'sending' },
      );
    },

    async noteOnDocuments(accountId, { ending, unread }, at) {
      const marks = [
        ...ending.map(({ documentId }) => ({ documentId, attribute: 'remindedOfEndAt' })),
        ...unread.map(({ documentId }) => ({ documentId, attribute: 'remindedUnreadAt' })),
      ];
      for (let from = 0; from < marks.length; from += markedAtOnce)
        await Promise.all(
          marks
            .slice(from, from + markedAtOnce)
            .map(({ documentId, attribute }) => mark(accountId, documentId, attribute, at)),
        );
    },

    async finish(accountId, takenAt) {
      await change(accountId, 'SET lastReminder.phase = :noted', 'lastReminder.takenAt = :takenAt', {
        ':takenAt': takenAt,
        ':noted': 'noted',
      });
    },
  };
};
