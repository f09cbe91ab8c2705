import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import type { Key } from '#shared/platform/tables/portal-keys.ts';

/** A version of an object under `documents/`, delivered to somebody or not. */
export type StoredVersion = Pick<UploadedObject, 'key' | 'versionId'>;

/** A version whose time is over, and the note that says so. */
export type EndedVersion = StoredVersion & { readonly note: Key };

/**
 * The notes of when the bytes of each upload are erased: at the end of its access window, whatever became of the upload (R6.2). S3's
 * lifecycle rules cannot do that: they count from the day on which a version was replaced, and a version that the insurer replaced
 * or deleted can still be read (R6.3).
 */
export type StoredVersions = {
  /** Notes an upload; a second call changes nothing. */
  note(object: Pick<UploadedObject, 'key' | 'versionId' | 'uploadedAt'>, now: Date): Promise<void>;
  /** The versions whose time is over, page by page. A version comes again until it is settled. */
  ended(now: Date): AsyncIterable<readonly EndedVersion[]>;
  /** Deletes the notes of versions that are erased. */
  settle(versions: readonly EndedVersion[]): Promise<void>;
};

export type DocumentVersions = {
  /** Deletes exactly these versions; missing ones are no error. */
  readonly remove: (versions: readonly StoredVersion[]) => Promise<void>;
};
