import { type AttributeValue, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { documentIdOf } from '#shared/documents/delivery/document-id.ts';
import { accessEnd } from '#shared/documents/reading/access-window.ts';
import { policyOrder } from '#shared/documents/reading/dynamo-documents.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { documentKey } from '#shared/platform/tables/portal-keys.ts';
import type { Portal } from '#test/support/portal/portal.ts';

/** The most that one transaction takes, four times as much as a batch: a hundred thousand items are 1,000 calls. */
const batchSize = 100;
const atOnce = 4;

/** Ten thousand of them lie within the access window. */
const apart = 30 * 60_000;

/** A document as the delivery writes it, the `index`-th backwards from now. */
function documentItem(accountId: string, policyNumber: string, index: number) {
  const uploadedAt = new Date(Date.now() - index * apart);
  const key = `documents/${policyNumber}/${String(index).padStart(5, '0')}.pdf`;
  const documentId = documentIdOf({ bucket: 'b', key, versionId: 'v', size: 1, uploadedAt });
  const until = accessEnd(uploadedAt);
  return toItem({
    ...documentKey(accountId, documentId),
    ...{ documentId, policyNumber, key, kind: 'invoice', title: 'Díjbekérő', size: 1000, sha256: '0'.repeat(64) },
    ...{ versionId: 'v', state: 'announced', expiresAt: expiresAt(until), availableUntil: until.toISOString() },
    uploadedAt: uploadedAt.toISOString(),
    policyOrder: policyOrder(policyNumber, documentId),
  });
}

async function putAll(portal: Portal, count: number, itemOf: (index: number) => Record<string, AttributeValue>) {
  let next = 0;
  const put = async () => {
    while (next < count) {
      const from = next;
      next += batchSize;
      const items = Array.from({ length: Math.min(batchSize, count - from) }, (_, at) => itemOf(from + at));
      await portal.dynamo.send(
        new TransactWriteItemsCommand({
          TransactItems: items.map((Item) => ({ Put: { TableName: portal.outputs.PortalTable, Item } })),
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, put));
}

/** Documents of one policy under an account, one every half hour backwards from now. */
export const putDocuments = (portal: Portal, accountId: string, policyNumber: string, count: number) =>
  putAll(portal, count, (index) => documentItem(accountId, policyNumber, index));

/** So many documents of others, a hundred an account. */
export const putOthersDocuments = (portal: Portal, count: number) =>
  putAll(portal, count, (index) => {
    const accountId = `other-${index % Math.ceil(count / 100)}`;
    const documentId = String(index).padStart(26, '0');
    return toItem({ ...documentKey(accountId, documentId), policyOrder: policyOrder('P', documentId) });
  });
