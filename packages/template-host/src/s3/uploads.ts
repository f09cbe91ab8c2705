import { noSuchUpload } from './s3-error.ts';
import type { Entry, Part, Upload } from './version.ts';

export type OpenUpload = { readonly upload: Upload; readonly parts: Map<number, Part> };

/** The multipart uploads that are neither completed nor aborted. */
export type Uploads = {
  readonly start: (upload: Upload) => void;
  /** The upload of this id. Throws NoSuchUpload, also if it is for another key. */
  readonly find: (uploadId: string, bucket: string, key: string) => OpenUpload;
  /** Stores a part; returns the one that it replaces. */
  readonly keepPart: (uploadId: string, part: Part) => Part | undefined;
  /** Ends the upload at once, so that only one completion wins, and returns it. */
  readonly end: (uploadId: string) => OpenUpload | undefined;
};

type UploadEntry = Extract<Entry, { change: 'upload' | 'part' | 'upload-ended' }>;

/** The uploads of one store. `apply` replays an earlier run; `recordedBy` returns the view whose changes are recorded. */
export function createUploads() {
  const open = new Map<string, OpenUpload>();

  function apply(entry: UploadEntry): void {
    if (entry.change === 'upload') open.set(entry.upload.uploadId, { upload: entry.upload, parts: new Map() });
    else if (entry.change === 'part') open.get(entry.uploadId)?.parts.set(entry.part.number, entry.part);
    else open.delete(entry.uploadId);
  }

  return {
    apply,
    entries: (): readonly Entry[] =>
      [...open.values()].flatMap(({ upload, parts }): readonly Entry[] => [
        { change: 'upload', upload },
        ...[...parts.values()].map((part): Entry => ({ change: 'part', uploadId: upload.uploadId, part })),
      ]),
    recordedBy(record: (entry: Entry) => void): Uploads {
      const change = (entry: UploadEntry) => {
        apply(entry);
        record(entry);
      };
      return {
        start: (upload) => change({ change: 'upload', upload }),
        find(uploadId, bucket, key) {
          const found = open.get(uploadId);
          if (!found || found.upload.bucket !== bucket || found.upload.key !== key) throw noSuchUpload(uploadId);
          return found;
        },
        keepPart(uploadId, part) {
          // A part that arrives after the end of its upload is dropped.
          const found = open.get(uploadId);
          if (!found) return part;
          const replaced = found.parts.get(part.number);
          change({ change: 'part', uploadId, part });
          return replaced;
        },
        end(uploadId) {
          const found = open.get(uploadId);
          if (found) change({ change: 'upload-ended', uploadId });
          return found;
        },
      };
    },
  };
}
