import {
  type Redeliveries,
  readWithdrawalKey,
  type WithdrawalMarkers,
  type WithdrawalReports,
  type Withdrawals,
} from '#shared/documents/withdrawal/withdrawal.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';

type Needs = {
  readonly withdrawals: Withdrawals;
  readonly markers: WithdrawalMarkers;
  readonly reports: WithdrawalReports;
  readonly redeliveries: Redeliveries;
};

/**
 * Withdraws every document that was uploaded to a key before its marker (R6.3): access ends at once, the evidence stays, and the
 * customer sees that the document was withdrawn. Documents still being delivered are barred. A later upload to the key is a new
 * document: if the delivery took it for a repetition of a document that is withdrawn here, the delivery gets it again (R5.1).
 * Returns the outcome for the log.
 */
export const withdrawDocument =
  ({ withdrawals, markers, reports, redeliveries }: Needs) =>
  async (object: UploadedObject): Promise<string> => {
    const marker = readWithdrawalKey(object.key);
    if (marker.kind === 'folder' || marker.kind === 'unfinished') return marker.kind;
    const reason = marker.kind === 'marker' ? await markers.readReason(object) : undefined;
    if (marker.kind === 'unreadable' || reason === undefined) {
      await reports.report(marker.name, object, { state: 'refused', reason: 'unreadable-marker' });
      return 'unreadable-marker';
    }

    const at = object.uploadedAt;
    // First bar the key, then search: a delivery in between is either barred or found.
    await Promise.all(marker.keys.map((key) => withdrawals.bar(key, at)));
    const documents: string[] = [];
    for (const key of marker.keys)
      for (const delivered of await withdrawals.deliveredFrom(key, at))
        if (await withdrawals.withdraw(key, delivered, reason, at)) documents.push(delivered.documentId);
    // Only after the withdrawal: then the delivery no longer takes it for a repetition.
    for (const key of marker.keys)
      for (const repetition of await withdrawals.repeatedAfter(key, at))
        await redeliveries.put({ bucket: object.bucket, ...repetition });
    const isFound = documents.length > 0;
    await reports.report(
      marker.name,
      object,
      isFound ? { state: 'withdrawn', documents } : { state: 'refused', reason: 'nothing-to-withdraw' },
    );
    return isFound ? 'withdrawn' : 'nothing-to-withdraw';
  };
