import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import type { ImportReport } from './import-report.ts';

/** One version of an uploaded file, a piece at a time. */
export type RegistryFile = { readonly lastModified: Date; readonly chunks: AsyncIterable<Uint8Array> };

export type RegistryFiles = {
  /** One version of an uploaded file; undefined when it is gone. */
  open(object: UploadedObject): Promise<RegistryFile | undefined>;
};

/** Where the insurer reads what became of a file. */
export type ImportReports = {
  find(bucket: string, name: string): Promise<ImportReport | undefined>;
  write(bucket: string, name: string, report: ImportReport): Promise<void>;
};
