import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/tables/dynamo-table.ts';
import { expiresAt } from '#shared/tables/expiry.ts';
import { documentKey, enrolmentKey, uploadKey, withdrawalKey } from '#shared/tables/portal-keys.ts';
import { accessEnd } from './access-window.ts';
import { type Enrolment, type NewDocument, repetitionWindow, sendingLease } from './delivery.ts';
import { policyOrder } from './dynamo-documents.ts';

/** Which part of the transaction is which; a failed condition is told by its position. */
export const recordingPart = { document: 0, upload: 1, enrolment: 2, withdrawal: 3 } as const;

/** The one transaction that makes a document exist, for a table `portal`. */
export function recordingParts(
  portal: string,
  document: NewDocument,
  { accountId }: Enrolment,
  now: Date,
): TransactWriteItem[] {
  const { documentId, policyNumber, sha256, key, uploadedAt } = document;
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
      // Tells an uploader's retry, and lets a withdrawal find what was delivered from the key.
      Update: {
        TableName: portal,
        Key: toItem(uploadKey(key, sha256, accountId)),
        UpdateExpression: 'SET accountId = :accountId, latestAt = :at, expiresAt = :expiresAt ADD documentIds :ids',
        ConditionExpression: 'attribute_not_exists(latestAt) OR latestAt <= :before',
        ExpressionAttributeValues: toItem({
          ':accountId': accountId,
          ':at': uploadedAt.getTime(),
          ':before': uploadedAt.getTime() - repetitionWindow,
          ':expiresAt': expiresAt(until),
          ':ids': new Set([documentId]),
        }),
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
      // A delivery that comes late must not bring back what the insurer has withdrawn since the upload (R6.3).
      ConditionCheck: {
        TableName: portal,
        Key: toItem(withdrawalKey(key)),
        ConditionExpression: 'attribute_not_exists(pk) OR withdrawnAt < :uploadedAt',
        ExpressionAttributeValues: toItem({ ':uploadedAt': uploadedAt.toISOString() }),
      },
    },
  ];
}
