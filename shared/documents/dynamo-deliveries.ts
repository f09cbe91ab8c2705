import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  type TransactWriteItem,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { language } from '#shared/contract/fields.ts';
import { getItem, toItem, transact } from '#shared/tables/dynamo-table.ts';
import { expiresAt } from '#shared/tables/expiry.ts';
import { accountKey, authenticityKey, documentKey, enrolmentKey, uploadKey } from '#shared/tables/portal-keys.ts';
import { policyKey } from '#shared/tables/registry-keys.ts';
import { accessEnd } from './access-window.ts';
import {
  type Deliveries,
  type Enrolment,
  type NewDocument,
  outcomeWait,
  type Recording,
  sendingLease,
} from './delivery.ts';
import { policyOrder } from './dynamo-documents.ts';

const enrolmentSchema = v.object({ policyNumber: v.string(), accountId: v.string(), customerId: v.string() });
const recipientSchema = v.object({ email: v.string(), language, state: v.literal('active') });
const stateSchema = v.object({ state: v.string() });
const repetitionSchema = v.object({ documentId: v.string() });

/** Within this time (ms) the same file at the same key is an uploader's retry, not a new document. */
const repetitionWindow = 24 * 3_600_000;

type Tables = { readonly portal: string; readonly registry: string };

/** The parts of the one transaction that makes a document exist; their order names what failed. */
function recordingParts(portal: string, document: NewDocument, enrolment: Enrolment, now: Date): TransactWriteItem[] {
  const { accountId } = enrolment;
  const { documentId, policyNumber, sha256, kind, key, uploadedAt } = document;
  const until = accessEnd(uploadedAt);
  return [
    {
      Put: {
        TableName: portal,
        Item: toItem({
          ...documentKey(accountId, documentId),
          ...document,
          uploadedAt: uploadedAt.toISOString(),
          availableUntil: until.toISOString(),
          policyOrder: policyOrder(policyNumber, documentId),
          state: 'announcing',
          leaseUntil: now.getTime() + sendingLease,
          expiresAt: expiresAt(until),
        }),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Put: {
        TableName: portal,
        Item: toItem({
          ...uploadKey(key, sha256, enrolment.accountId),
          documentId,
          expiresAt: expiresAt(new Date(uploadedAt.getTime() + repetitionWindow)),
        }),
        ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :uploadedAt',
        ExpressionAttributeValues: toItem({ ':uploadedAt': Math.floor(uploadedAt.getTime() / 1000) }),
      },
    },
    {
      // Else it would land in an account that was cancelled meanwhile.
      ConditionCheck: {
        TableName: portal,
        Key: toItem(enrolmentKey(policyNumber)),
        ConditionExpression: 'accountId = :accountId',
        ExpressionAttributeValues: toItem({ ':accountId': accountId }),
      },
    },
    {
      Update: {
        TableName: portal,
        Key: toItem(authenticityKey(sha256)),
        UpdateExpression: 'SET kind = if_not_exists(kind, :kind), uploadedAt = if_not_exists(uploadedAt, :uploadedAt)',
        ExpressionAttributeValues: toItem({ ':kind': kind, ':uploadedAt': uploadedAt.toISOString() }),
      },
    },
  ];
}

/** The portal's table as the delivery uses it. */
export const dynamoDeliveries = (client: DynamoDBClient, { portal, registry }: Tables): Deliveries => {
  /** Takes over from a worker that died, once its mail would have been reported (design: exactly one mail). */
  async function takeLease(accountId: string, documentId: string, now: Date): Promise<Recording> {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: portal,
          Key: toItem(documentKey(accountId, documentId)),
          UpdateExpression: 'SET leaseUntil = :until',
          ConditionExpression: '#state = :announcing AND (attribute_not_exists(leaseUntil) OR leaseUntil <= :silent)',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: toItem({
            ':announcing': 'announcing',
            ':until': now.getTime() + sendingLease,
            ':silent': now.getTime() - outcomeWait,
          }),
        }),
      );
      return 'recorded';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const document = await getItem(client, portal, documentKey(accountId, documentId), stateSchema);
      return document?.state === 'announcing' ? 'held' : 'announced';
    }
  }

  return {
    enrolmentOf: (policyNumber) => getItem(client, portal, enrolmentKey(policyNumber), enrolmentSchema),

    async isPolicyKnown(policyNumber) {
      return (await getItem(client, registry, policyKey(policyNumber), v.object({}))) !== undefined;
    },

    recipientOf: (accountId) => getItem(client, portal, accountKey(accountId), recipientSchema),

    async record(document, enrolment, now) {
      const outcome = await transact(client, recordingParts(portal, document, enrolment, now));
      if (outcome.done) return 'recorded';
      const [position] = outcome.failed;
      if (position === 0) return takeLease(enrolment.accountId, document.documentId, now);
      if (position === 2) return 'not-enrolled';
      const key = uploadKey(document.key, document.sha256, enrolment.accountId);
      const first = await getItem(client, portal, key, repetitionSchema);
      return first?.documentId === document.documentId ? 'announced' : 'repeated';
    },

    async markAnnounced(accountId, documentId, now) {
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: portal,
            Key: toItem(documentKey(accountId, documentId)),
            UpdateExpression: 'SET #state = :announced, announcedAt = :now REMOVE leaseUntil',
            ConditionExpression: '#state = :announcing',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: toItem({
              ':announced': 'announced',
              ':announcing': 'announcing',
              ':now': now.toISOString(),
            }),
          }),
        );
      } catch (error) {
        // Announced, withdrawn or cancelled meanwhile: there is nothing left to mark.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },

    async releaseLease(accountId, documentId) {
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: portal,
            Key: toItem(documentKey(accountId, documentId)),
            UpdateExpression: 'REMOVE leaseUntil',
            ConditionExpression: '#state = :announcing',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: toItem({ ':announcing': 'announcing' }),
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
};
