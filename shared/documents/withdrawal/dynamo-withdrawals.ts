import {
  type DynamoDBClient,
  paginateQuery,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { uploadTimeOf } from '#shared/documents/delivery/document-id.ts';
import { accessEnd } from '#shared/documents/reading/access-window.ts';
import { withdrawnState } from '#shared/documents/reading/document.ts';
import { instant } from '#shared/platform/instant.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import {
  decisionPrefix,
  documentKey,
  uploadKey,
  uploadPartition,
  uploadPrefix,
  withdrawalKey,
} from '#shared/platform/tables/portal-keys.ts';
import type { Repetition, Withdrawals } from './withdrawal.ts';

const uploadSchema = v.object({
  sk: v.string(),
  accountId: v.string(),
  documentIds: v.optional(v.set(v.string()), new Set<string>()),
});

const repetitionSchema = v.object({
  accountId: v.string(),
  sha256: v.string(),
  /** As uploaded: the marker's may have another Unicode form. Missing in items of an earlier release. */
  key: v.optional(v.string()),
  versionId: v.string(),
  size: v.number(),
  uploadedAt: instant,
});

/** Withdrawals in the portal's table. */
export const dynamoWithdrawals = (client: DynamoDBClient, table: string): Withdrawals => {
  const updateIf = (input: Omit<UpdateItemCommandInput, 'TableName'>) =>
    conditional(
      client.send(
        new UpdateItemCommand({ TableName: table, ...input, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      ),
    );

  return {
    async bar(key, at) {
      await updateIf({
        Key: toItem(withdrawalKey(key)),
        UpdateExpression: 'SET withdrawnAt = :at, expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(pk) OR withdrawnAt < :at',
        // By then the window of every barred upload has ended.
        ExpressionAttributeValues: toItem({ ':at': at.toISOString(), ':expiresAt': expiresAt(accessEnd(at)) }),
      });
    },

    async deliveredFrom(key, at) {
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: toItem({ ':pk': uploadPartition(key), ':prefix': uploadPrefix }),
        },
      );
      const found = [];
      for await (const { Items: items = [] } of pages) found.push(...items.map((item) => fromItem(uploadSchema, item)));
      return found.flatMap(({ sk, accountId, documentIds }) =>
        [...documentIds]
          .filter((documentId) => uploadTimeOf(documentId) <= at)
          .map((documentId) => ({ accountId, documentId, sha256: sk.slice(sk.lastIndexOf('#') + 1) })),
      );
    },

    async withdraw(key, { accountId, documentId, sha256 }, reason, at) {
      const outcome = await updateIf({
        Key: toItem(documentKey(accountId, documentId)),
        UpdateExpression: 'SET #state = :withdrawn, withdrawnAt = :at, withdrawalReason = :reason REMOVE leaseUntil',
        ConditionExpression: 'attribute_exists(pk) AND #state <> :withdrawn',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: toItem({ ':withdrawn': withdrawnState, ':at': at.toISOString(), ':reason': reason }),
      });
      // If the same file is sent after this, it is a new document, not an uploader's retry.
      await updateIf({
        Key: toItem(uploadKey(key, sha256, accountId)),
        UpdateExpression: 'REMOVE latestAt',
        ConditionExpression: 'latestAt <= :at',
        ExpressionAttributeValues: toItem({ ':at': at.getTime() }),
      });
      return outcome.done || outcome.item !== undefined;
    },

    async repeatedAfter(key, at) {
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          FilterExpression: 'outcome = :repeated AND uploadedAt > :at',
          ExpressionAttributeValues: toItem({
            ':pk': uploadPartition(key),
            ':prefix': decisionPrefix,
            ':repeated': 'repeated',
            ':at': at.toISOString(),
          }),
        },
      );
      const first = new Map<string, Repetition>();
      for await (const { Items: items = [] } of pages)
        for (const item of items) {
          const { accountId, sha256, ...found } = fromItem(repetitionSchema, item);
          const repetition = { ...found, key: found.key ?? key };
          const file = `${accountId}#${sha256}`;
          const earlier = first.get(file);
          if (!earlier || repetition.uploadedAt < earlier.uploadedAt) first.set(file, repetition);
        }
      return [...first.values()];
    },
  };
};
