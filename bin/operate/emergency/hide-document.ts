import { readUploadKey } from '#shared/documents/delivery/upload-key.ts';
import { dynamoWithdrawals } from '#shared/documents/withdrawal/dynamo-withdrawals.ts';
import { type Acting, auditOf } from '../customer/customer.ts';
import { openPlace, type PlaceOrder } from '../place.ts';

export type HideOrder = PlaceOrder &
  Acting & {
    /** Of the upload, in the documents bucket. */
    readonly key: string;
    readonly now: Date;
    readonly print: (line: string) => void;
  };

/**
 * Hides what was delivered from a key at once, as the insurer's own withdrawal does (R6.3), when that does not work: nobody opens
 * it from the next call on, and a delivery under way is barred. The customer sees that it was withdrawn. May be repeated; the
 * insurer's marker may still come. Throws Error for a key that is no document's.
 */
export async function hideDocument({ key, by, now: at, print, ...order }: HideOrder): Promise<void> {
  const upload = readUploadKey(key);
  if (upload.kind !== 'document') throw new Error(`${key} is no document: its key begins with documents/<policy>/`);
  const place = await openPlace(order);
  try {
    const withdrawals = dynamoWithdrawals(place.dynamo, place.outputs.PortalTable);
    const about = upload.policyNumber;
    await auditOf(place).note({ agent: `operator/${by}`, at, what: 'document-hidden', case: order.case, about });
    // First the bar, then the search: a delivery in between is either barred or found.
    await withdrawals.bar(key, at);
    const delivered = await withdrawals.deliveredFrom(key, at);
    for (const document of delivered) {
      await withdrawals.withdraw(key, document, 'operator', at);
      print(`document ${document.documentId} is hidden from account ${document.accountId}`);
    }
    if (delivered.length === 0) print('nothing was delivered from this key; a delivery under way is barred');
  } finally {
    place.close();
  }
}
