import { documentFiles, withdrawalFiles } from '#shared/insurer/files.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';

/** What a marker's key says: which keys of `documents/` it may mean. */
export type WithdrawalKey =
  | { readonly kind: 'marker'; readonly name: string; readonly keys: readonly string[] }
  | { readonly kind: 'folder' }
  | { readonly kind: 'unreadable'; readonly name: string };

/**
 * Reads `withdraw/<policy number>/<file>.json`, which means all that was delivered from
 * `documents/<policy number>/<file>`: `bill.pdf.json` and `bill.json` both mean `bill.pdf`.
 */
export function readWithdrawalKey(key: string): WithdrawalKey {
  const name = key.slice(withdrawalFiles.prefix.length);
  if (name === '' || name.endsWith('/')) return { kind: 'folder' };
  const path = name.replace(/\.json$/i, '');
  const slash = path.lastIndexOf('/');
  if (path === name || slash <= 0 || slash === path.length - 1) return { kind: 'unreadable', name };
  const isWhole = /\.pdf$/i.test(path);
  return {
    kind: 'marker',
    name: path,
    keys: (isWhole ? [path] : [path, `${path}.pdf`, `${path}.PDF`]).map((each) => documentFiles.prefix + each),
  };
}

/** A document that a withdrawal means, wherever it was delivered to. */
export type Delivered = { readonly accountId: string; readonly documentId: string; readonly sha256: string };

/** An upload that was taken for an uploader's retry of what is delivered. */
export type Repetition = Pick<UploadedObject, 'versionId' | 'size' | 'uploadedAt'>;

export type Withdrawals = {
  /** From now on nothing that was uploaded to the key until `at` can be delivered any more. */
  bar(key: string, at: Date): Promise<void>;
  /** What was delivered from the key of what was uploaded until `at`. */
  deliveredFrom(key: string, at: Date): Promise<readonly Delivered[]>;
  /** Ends access to one document. False where it is gone with its account. Doing it twice changes nothing. */
  withdraw(key: string, delivered: Delivered, reason: string, at: Date): Promise<boolean>;
  /**
   * Of what was uploaded to the key after `at` and repeated what was delivered: the first upload of each file for each account.
   * The later ones repeat that one.
   */
  repeatedAfter(key: string, at: Date): Promise<readonly Repetition[]>;
};

/** Puts an upload before the delivery again, as S3 did. */
export type Redeliveries = { put(object: UploadedObject): Promise<void> };

/** The reason a marker states; undefined for a marker that states none. */
export type WithdrawalMarkers = { readReason(object: UploadedObject): Promise<string | undefined> };

/** `nothing-to-withdraw`: nothing was delivered from there · `unreadable-marker`: no `{"reason": "…"}`, or a wrong key. */
export type WithdrawalOutcome =
  | { readonly state: 'withdrawn'; readonly documents: readonly string[] }
  | { readonly state: 'refused'; readonly reason: 'nothing-to-withdraw' | 'unreadable-marker' };

export type WithdrawalReports = {
  /** Tells the insurer; telling it again says the same at the same place. */
  report(name: string, object: UploadedObject, outcome: WithdrawalOutcome): Promise<void>;
};
