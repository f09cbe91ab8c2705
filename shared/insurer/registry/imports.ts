import { shortened } from '#shared/insurer/shortened.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import type { OvertakenSoFar } from './overtaken.ts';

/** A file whose import has begun. */
export type BegunImport = UploadedObject & { readonly order: string };

/**
 * The order of files. One import runs at a time: an unchanged row keeps no trace of the file that has it, so two parallel imports
 * could not see each other's rows.
 */
export type Imports = {
  /** Takes the turn until `until`. Returns the function that releases it, or undefined while another import has it. */
  takeTurn(now: Date, until: Date): Promise<(() => Promise<void>) | undefined>;
  /** Records that the import of a file begins. A repeated call changes nothing. */
  begin(file: BegunImport): Promise<void>;
  /** Records that the import of a file has ended, and how many rows the file has. */
  end(file: BegunImport, rows: number): Promise<void>;
  /** How many rows the file before this one had; undefined if none was imported to its end. */
  rowsBefore(file: BegunImport): Promise<number | undefined>;
  /** The files of a later order whose import has begun, without this file's own version; none for the newest file. */
  newerThan(file: BegunImport): Promise<readonly BegunImport[]>;
  /** What an earlier run of the same file has kept about the newer files. */
  findOvertaken(file: BegunImport): Promise<OvertakenSoFar | undefined>;
  keepOvertaken(file: BegunImport, soFar: OvertakenSoFar): Promise<void>;
  forgetOvertaken(file: BegunImport): Promise<void>;
};

/** Bytes: an order is a sort key, which DynamoDB takes up to 1,024 bytes, and two instants of 24 are around the file's key. */
const longestKey = 1024 - 2 * (24 + 1);

/**
 * Of two registry files, the later by (LastModified, key) wins. S3's LastModified has whole seconds, so between versions of one
 * key within a second the time of the event (ms) decides.
 */
export const orderOf = ({ key, uploadedAt }: Pick<UploadedObject, 'key' | 'uploadedAt'>, lastModified: Date): string =>
  `${lastModified.toISOString()}|${shortened(key, longestKey)}|${uploadedAt.toISOString()}`;

/**
 * In ms. The worker has 15 minutes (infra/endpoints/exchange.ts): an import ends by itself before that, and a turn ends after it.
 * So the turn of a killed worker has ended when its message is delivered again, after 16 minutes.
 */
export const importTime = 13 * 60_000;
export const turnTime = 15.5 * 60_000;
