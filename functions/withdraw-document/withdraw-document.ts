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
 * Takes back what was delivered from a key until its marker came (R6.3): access ends at once, the evidence stays, and
 * the customer sees that it was withdrawn. A delivery that is still under way is kept out. What is uploaded to the key
 * later is a new document: where the delivery was faster than this marker and took it for a repetition of what is withdrawn
 * here, the delivery gets it again (R5.1). Returns what became of it, for the log.
 */
export const withdrawDocument =
  ({ withdrawals, markers, reports, redeliveries }: Needs) =>
  async (object: UploadedObject): Promise<string> => {
    const marker = readWithdrawalKey(object.key);
    if (marker.kind === 'folder') return 'folder';
    const reason = marker.kind === 'marker' ? await markers.readReason(object) : undefined;
    if (marker.kind === 'unreadable' || reason === undefined) {
      await reports.report(marker.name, object, { state: 'refused', reason: 'unreadable-marker' });
      return 'unreadable-marker';
    }

    const at = object.uploadedAt;
    // First the bar, then the search: what is delivered in between is either kept out or found.
    await Promise.all(marker.keys.map((key) => withdrawals.bar(key, at)));
    const documents: string[] = [];
    for (const key of marker.keys)
      for (const delivered of await withdrawals.deliveredFrom(key, at))
        if (await withdrawals.withdraw(key, delivered, reason, at)) documents.push(delivered.documentId);
    // After the withdrawing: only then it is no repetition any more.
    for (const key of marker.keys)
      for (const repetition of await withdrawals.repeatedAfter(key, at))
        await redeliveries.put({ bucket: object.bucket, key, ...repetition });
    const isFound = documents.length > 0;
    await reports.report(
      marker.name,
      object,
      isFound ? { state: 'withdrawn', documents } : { state: 'refused', reason: 'nothing-to-withdraw' },
    );
    return isFound ? 'withdrawn' : 'nothing-to-withdraw';
  };
