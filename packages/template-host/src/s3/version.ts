import * as v from 'valibot';
import { checksumAlgorithms } from './checksums.ts';

const text = v.record(v.string(), v.string());

export const checksumSchema = v.object({
  algorithm: v.picklist(checksumAlgorithms),
  /** Base64; `…-<parts>` if it is a checksum of the parts' checksums. */
  value: v.string(),
  type: v.picklist(['FULL_OBJECT', 'COMPOSITE']),
});
export type Checksum = v.InferOutput<typeof checksumSchema>;

export const storedObjectSchema = v.object({
  kind: v.literal('object'),
  key: v.string(),
  /** `null` (the word) in a bucket without versions. */
  versionId: v.string(),
  /** ms since 1970 UTC, by the local host's clock. */
  at: v.number(),
  sequencer: v.string(),
  /** The file that holds the bytes. */
  blob: v.string(),
  /** Bytes. */
  size: v.number(),
  /** Without quotes: the MD5 in hex, `…-<parts>` after a multipart upload. */
  etag: v.string(),
  /** Headers that a GET returns as stored: content-type, cache-control, content-disposition … */
  headers: text,
  /** User metadata, names in lower case without `x-amz-meta-`. */
  metadata: text,
  checksum: v.exactOptional(checksumSchema),
});
export type StoredObject = v.InferOutput<typeof storedObjectSchema>;

export const deleteMarkerSchema = v.object({
  kind: v.literal('marker'),
  key: v.string(),
  versionId: v.string(),
  at: v.number(),
  sequencer: v.string(),
});
export type DeleteMarker = v.InferOutput<typeof deleteMarkerSchema>;

export const versionSchema = v.variant('kind', [storedObjectSchema, deleteMarkerSchema]);
export type Version = v.InferOutput<typeof versionSchema>;

export const partSchema = v.object({
  number: v.number(),
  blob: v.string(),
  size: v.number(),
  etag: v.string(),
  at: v.number(),
  checksum: v.exactOptional(checksumSchema),
});
export type Part = v.InferOutput<typeof partSchema>;

export const uploadSchema = v.object({
  uploadId: v.string(),
  bucket: v.string(),
  key: v.string(),
  at: v.number(),
  headers: text,
  metadata: text,
  checksum: v.exactOptional(v.omit(checksumSchema, ['value'])),
});
export type Upload = v.InferOutput<typeof uploadSchema>;

/** One line of the journal: a change of what the buckets hold. */
export const entrySchema = v.variant('change', [
  v.object({
    change: v.literal('bucket'),
    name: v.string(),
    versioning: v.picklist(['Never', 'Enabled', 'Suspended']),
    at: v.number(),
    /** The last sequencer when the journal was last rewritten. */
    sequencer: v.exactOptional(v.string()),
  }),
  v.object({ change: v.literal('bucket-removed'), name: v.string() }),
  v.object({ change: v.literal('notifications'), bucket: v.string(), configuration: v.string() }),
  v.object({ change: v.literal('put'), bucket: v.string(), version: versionSchema }),
  v.object({
    change: v.literal('remove'),
    bucket: v.string(),
    key: v.string(),
    versionId: v.string(),
    sequencer: v.string(),
  }),
  v.object({ change: v.literal('upload'), upload: uploadSchema }),
  v.object({ change: v.literal('part'), uploadId: v.string(), part: partSchema }),
  v.object({ change: v.literal('upload-ended'), uploadId: v.string() }),
]);
export type Entry = v.InferOutput<typeof entrySchema>;
