import { documentFiles, withdrawalFiles } from '#shared/insurer/files.ts';
import { isUnfinishedUpload } from '#shared/insurer/unfinished-upload.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';

/** The keys of `documents/` that a marker's key may mean. */
export type WithdrawalKey =
  | { readonly kind: 'marker'; readonly name: string; readonly keys: readonly string[] }
  | { readonly kind: 'folder' }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'unreadable'; readonly name: string };

/**
 * Reads `withdraw/<policy number>/<file>.json`. It means everything that was delivered from `documents/<policy number>/<file>`:
 * `bill.pdf.json` and `bill.json` both mean `bill.pdf`.
 */
export function readWithdrawalKey(key: string): WithdrawalKey {
  const name = key.slice(withdrawalFiles.prefix.length);
  if (name === '' || name.endsWith('/')) return { kind: 'folder' };
  if (isUnfinishedUpload(name)) return { kind: 'unfinished' };
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

/** A delivered document that a withdrawal concerns, in any account. */
export type Delivered = { readonly accountId: string; readonly documentId: string; readonly sha256: string };

/** An upload that the delivery took for an uploader's retry. */
export type Repetition = Pick<UploadedObject, 'key' | 'versionId' | 'size' | 'uploadedAt'>;

export type Withdrawals = {
  /** Bars the key: from now on no upload from `at` or earlier is delivered from it. */
  bar(key: string, at: Date): Promise<void>;
  /** The documents delivered from the key that were uploaded at `at` or earlier. */
  deliveredFrom(key: string, at: Date): Promise<readonly Delivered[]>;
  /** Ends access to one document. False if it was erased with its account. A second call changes nothing. */
  withdraw(key: string, delivered: Delivered, reason: string, at: Date): Promise<boolean>;
  /**
   * The repetitions that were uploaded to the key after `at`: for each file and account the first one. Later ones repeat that
   * one.
   */
  repeatedAfter(key: string, at: Date): Promise<readonly Repetition[]>;
};

/** Sends an upload to the delivery again, in the form of S3's event. */
export type Redeliveries = { put(object: UploadedObject): Promise<void> };

/** Reads the reason from a marker; undefined if it has none. */
export type WithdrawalMarkers = { readReason(object: UploadedObject): Promise<string | undefined> };

/** `nothing-to-withdraw`: nothing was delivered from the key · `unreadable-marker`: no `{"reason": "…"}`, or a wrong key. */
export type WithdrawalOutcome =
  | { readonly state: 'withdrawn'; readonly documents: readonly string[] }
  | { readonly state: 'refused'; readonly reason: 'nothing-to-withdraw' | 'unreadable-marker' };

export type WithdrawalReports = {
  /** Reports to the insurer (R9.5). A repeated report gets the same key. */
  report(name: string, object: UploadedObject, outcome: WithdrawalOutcome): Promise<void>;
};
