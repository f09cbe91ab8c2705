import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { accessEnd } from '#shared/documents/reading/access-window.ts';
import { policyOrder } from '#shared/documents/reading/dynamo-documents.ts';
import { reminderPuts } from '#shared/documents/reminders/dynamo-reminder-keys.ts';
import { requireActiveAccount } from '#shared/platform/tables/dynamo-active-account.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt, provedUntil } from '#shared/platform/tables/expiry.ts';
import {
  decisionKey,
  deliveredKey,
  documentKey,
  enrolmentKey,
  repetitionKey,
  uploadKey,
  withdrawalKey,
} from '#shared/platform/tables/portal-keys.ts';
import type { Recorded, Repeated } from './delivery.ts';
import { type Enrolment, type NewDocument, repetitionWindow, sendingLease } from './delivery.ts';
import { uploadName } from './document-id.ts';

/**
 * Decides, unless the upload is decided already. A lapsed repetition counts as undecided, but only for its own account, which
 * must erase the bytes (R11.1).
 */
const decisionPart = (portal: string, document: NewDocument, decision: Recorded | Repeated): TransactWriteItem => ({
  Put: {
    TableName: portal,
    Item: toItem({
      ...decisionKey(document.key, uploadName(document)),
      ...decision,
      expiresAt: expiresAt(accessEnd(document.uploadedAt)),
    }),
    ConditionExpression: 'attribute_not_exists(pk) OR (outcome = :repeated AND accountId = :accountId)',
    ExpressionAttributeValues: toItem({ ':repeated': 'repeated', ':accountId': decision.accountId }),
  },
});

/**
 * Requires that the enrolment is still the one that was read. Otherwise the document could go to an account that was cancelled
 * meanwhile, or to a customer who enrolled after the upload (R9.2a).
 */
const enrolmentPart = (portal: string, { policyNumber, accountId, since }: Enrolment): TransactWriteItem => ({
  ConditionCheck: {
    TableName: portal,
    Key: toItem(enrolmentKey(policyNumber)),
    ConditionExpression: 'accountId = :accountId AND #since = :since',
    ExpressionAttributeNames: { '#since': 'since' },
    ExpressionAttributeValues: toItem({ ':accountId': accountId, ':since': since }),
  },
});

/** The document does not count as a repetition of uploads at this time (ms) or earlier. */
const repeatedAfter = ({ uploadedAt }: NewDocument) => uploadedAt.getTime() - repetitionWindow;

/** The parts of the one transaction that records a document in the table `portal`. */
export function recordingParts(
  { portal, years }: { readonly portal: string; readonly years: number },
  document: NewDocument,
  enrolment: Enrolment,
  now: Date,
) {
  const { accountId } = enrolment;
  const { documentId, policyNumber, sha256, key, uploadedAt } = document;
  const until = accessEnd(uploadedAt);
  return {
    document: {
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
    upload: {
      // By this item a later upload is recognised as an uploader's retry, and a withdrawal finds what was delivered from the key.
      Update: {
        TableName: portal,
        Key: toItem(uploadKey(key, sha256, accountId)),
        UpdateExpression: 'SET accountId = :accountId, latestAt = :at, expiresAt = :expiresAt ADD documentIds :ids',
        ConditionExpression: 'attribute_not_exists(latestAt) OR latestAt <= :before',
        ExpressionAttributeValues: toItem({
          ':accountId': accountId,
          ':at': uploadedAt.getTime(),
          ':before': repeatedAfter(document),
          ':expiresAt': expiresAt(until),
          ':ids': new Set([documentId]),
        }),
      },
    },
    delivered: {
      Put: {
        TableName: portal,
        Item: toItem({
          ...deliveredKey(policyNumber, documentId),
          accountId,
          sha256,
          uploadedAt: uploadedAt.toISOString(),
          expiresAt: provedUntil(uploadedAt, years),
        }),
      },
    },
    enrolment: enrolmentPart(portal, enrolment),
    account: requireActiveAccount(portal, accountId),
    withdrawal: {
      // A late delivery must not bring back a document that the insurer has withdrawn since the upload (R6.3).
      ConditionCheck: {
        TableName: portal,
        Key: toItem(withdrawalKey(key)),
        ConditionExpression: 'attribute_not_exists(pk) OR withdrawnAt < :uploadedAt',
        ExpressionAttributeValues: toItem({ ':uploadedAt': uploadedAt.toISOString() }),
      },
    },
    decision: decisionPart(portal, document, { outcome: 'recorded', accountId, documentId }),
    reminders: reminderPuts(portal, accountId, uploadedAt),
  };
}

/**
 * The parts of the transaction that records a repetition. For the upload: it stays decided while the first document is delivered,
 * and a withdrawal sends it to the delivery again. For the account: cancelling deletes these bytes, too (R11.1). Each repetition
 * has items of its own, so no item grows when an uploader repeats a file ten thousand times.
 */
export function repetitionParts(portal: string, document: NewDocument, enrolment: Enrolment) {
  const { accountId } = enrolment;
  const { sha256, key, versionId, size, uploadedAt } = document;
  const repeated = { outcome: 'repeated', accountId, sha256 } as const;
  const asUploaded = { key, versionId, size, uploadedAt: uploadedAt.toISOString() };
  return {
    decision: decisionPart(portal, document, { ...repeated, ...asUploaded }),
    enrolment: enrolmentPart(portal, enrolment),
    account: requireActiveAccount(portal, accountId),
    upload: {
      ConditionCheck: {
        TableName: portal,
        Key: toItem(uploadKey(key, sha256, accountId)),
        ConditionExpression: 'latestAt > :before',
        ExpressionAttributeValues: toItem({ ':before': repeatedAfter(document) }),
      },
    },
    repetition: {
      Put: {
        TableName: portal,
        Item: toItem({
          ...repetitionKey(accountId, uploadName(document)),
          key,
          versionId,
          expiresAt: expiresAt(accessEnd(uploadedAt)),
        }),
      },
    },
  };
}
