import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { documentKind, language, product } from '#shared/contract/fields.ts';
import { policyKey } from '#shared/insurer/registry/registry-keys.ts';
import { outcomeWait } from '#shared/messages/mail/mail.ts';
import { instantText } from '#shared/platform/instant.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import {
  accountKey,
  authenticityKey,
  documentKey,
  enrolmentKey,
  type Key,
} from '#shared/platform/tables/portal-keys.ts';
import { type Deliveries, type Enrolment, type NewDocument, type Recording, sendingLease } from './delivery.ts';
import { markAnnounced } from './dynamo-announcement.ts';
import { dynamoDecisions } from './dynamo-decisions.ts';
import { recordingParts, repetitionParts } from './dynamo-recording-parts.ts';

const enrolmentSchema = v.object({
  policyNumber: v.string(),
  accountId: v.string(),
  customerId: v.string(),
  since: instantText,
});
const recipientSchema = v.object({ email: v.string(), language, state: v.string() });
/** A product that this release does not know is left out. */
const registryPolicySchema = v.object({ product: v.fallback(v.optional(product), undefined) });
const stateSchema = v.object({ state: v.string() });
const kindSchema = v.object({ kind: documentKind });

type Tables = { readonly portal: string; readonly registry: string };

/**
 * Deliveries in the portal's table. Of the `registry` it reads only policies. `years`: how long it is known, also after
 * the account has ended, that a document was delivered.
 */
export const dynamoDeliveries = (client: DynamoDBClient, { portal, registry }: Tables, years = 5): Deliveries => {
  /** Undefined if the first document was withdrawn meanwhile. */
  async function rememberRepetition(document: NewDocument, enrolment: Enrolment): Promise<Recording | undefined> {
    const outcome = await transact(client, repetitionParts(portal, document, enrolment));
    if (outcome.done) return 'repeated';
    if (outcome.failed.has('decision')) return 'decided';
    if (outcome.failed.has('enrolment')) return 'not-enrolled';
    return outcome.failed.has('account') ? 'not-active' : undefined;
  }

  /** Changes a document only while its mail is not sent. */
  async function whileAnnouncing(key: Key, change: string, values: object = {}): Promise<void> {
    await conditional(
      client.send(
        new UpdateItemCommand({
          TableName: portal,
          Key: toItem(key),
          UpdateExpression: change,
          ConditionExpression: '#state = :announcing',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: toItem({ ':announcing': 'announcing', ...values }),
        }),
      ),
    );
  }

  return {
    ...dynamoDecisions(client, portal),

    enrolmentOf: (policyNumber) => getItem(client, portal, enrolmentKey(policyNumber), enrolmentSchema),

    policyOf: (policyNumber) => getItem(client, registry, policyKey(policyNumber), registryPolicySchema),

    async recipientOf(accountId) {
      const account = await getItem(client, portal, accountKey(accountId), recipientSchema);
      if (account?.state === 'frozen') return 'frozen';
      return account?.state === 'active' ? account : undefined;
    },

    // Not part of the transaction: one file for a thousand customers would cause a thousand conflicts over one item.
    async vouchFor({ sha256, kind, uploadedAt }) {
      await client.send(
        new UpdateItemCommand({
          TableName: portal,
          Key: toItem(authenticityKey(sha256)),
          UpdateExpression:
            'SET kind = if_not_exists(kind, :kind), uploadedAt = if_not_exists(uploadedAt, :uploadedAt)',
          ExpressionAttributeValues: toItem({ ':kind': kind, ':uploadedAt': uploadedAt.toISOString() }),
        }),
      );
    },

    async record(document, enrolment, now) {
      const outcome = await transact(client, recordingParts({ portal, years }, document, enrolment, now));
      if (outcome.done) return 'recorded';
      const { failed } = outcome;
      if (failed.has('document')) return 'recorded-before';
      if (failed.has('decision')) return 'decided';
      if (failed.has('withdrawal')) return 'withdrawn';
      if (failed.has('enrolment')) return 'not-enrolled';
      if (failed.has('account')) return 'not-active';
      // If the first document was withdrawn in between, this one is no repetition: the next event decides.
      return (await rememberRepetition(document, enrolment)) ?? 'decided';
    },

    // A dead worker's lease is taken over only when the event of its mail would have arrived (design: exactly one mail).
    async takeLease(accountId, documentId, now) {
      const taken = await conditional(
        client.send(
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
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        ),
      );
      if (taken.done) return fromItem(kindSchema, taken.answer.Attributes ?? {});
      if (!taken.item) return 'gone';
      // Announced or withdrawn: there is no mail to send.
      return fromItem(stateSchema, taken.item).state === 'announcing' ? 'held' : 'settled';
    },

    markAnnounced: (accountId, documentId, now) => markAnnounced(client, portal, { accountId, documentId }, now),

    markUnannounced: (accountId, documentId, now) =>
      whileAnnouncing(
        documentKey(accountId, documentId),
        'SET #state = :unannounced, rejectedAt = if_not_exists(rejectedAt, :at) REMOVE leaseUntil',
        { ':unannounced': 'unannounced', ':at': now.toISOString() },
      ),

    releaseLease: (accountId, documentId) => whileAnnouncing(documentKey(accountId, documentId), 'REMOVE leaseUntil'),
  };
};
