import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import type { OvertakenSoFar } from './overtaken.ts';

/** A file whose import has begun. */
export type BegunImport = UploadedObject & { readonly order: string };

/**
 * Which files come before and after which. One import runs at a time: a row that a file leaves unchanged shows nothing of
 * it, so two files that run side by side could not see each other's rows.
 */
export type Imports = {
  /** Takes the turn until `until`; returns what gives it back, or undefined while another import has it. */
  takeTurn(now: Date, until: Date): Promise<(() => Promise<void>) | undefined>;
  /** Notes that the import of a file begins; repeating it changes nothing. */
  begin(file: BegunImport): Promise<void>;
  /** The files of a later order whose import has begun, other versions only; none for the newest file. */
  newerThan(file: BegunImport): Promise<readonly BegunImport[]>;
  /** What an earlier go of the same file kept of the newer ones. */
  findOvertaken(file: BegunImport): Promise<OvertakenSoFar | undefined>;
  keepOvertaken(file: BegunImport, soFar: OvertakenSoFar): Promise<void>;
  forgetOvertaken(file: BegunImport): Promise<void>;
};

/**
 * Of two registry files the later by (LastModified, key) wins. S3 tells LastModified in whole seconds: between versions
 * of one key within a second the time of the event (ms) decides.
 */
export const orderOf = ({ key, uploadedAt }: Pick<UploadedObject, 'key' | 'uploadedAt'>, lastModified: Date): string =>
  `${lastModified.toISOString()}|${key}|${uploadedAt.toISOString()}`;

/**
 * The worker's own time is 15 minutes (infra/endpoints/uploads.ts), ms. An import ends by itself before, a turn ends
 * after: a worker that is killed holds it no longer than until its message is delivered again, after 16 minutes.
 */
export const importTime = 13 * 60_000;
export const turnTime = 15.5 * 60_000;
