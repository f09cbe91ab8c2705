/**
 * Why a whole registry file is refused before any row is imported; a code for the insurer's report. `not-a-csv-file`: its name
 * does not end in .csv, or another program wrote its content (R9.2b) · `unknown-encoding`: neither UTF-8 nor what Windows and ISO
 * 8859-2 use for Hungarian · `newer-file-gone`: a newer file was imported before and has been deleted since, so its rows are
 * unknown · `archived`, `foreign-key`: see shared/insurer/s3-unreadable.ts.
 */
export const fileReasons = [
  'empty-file',
  'not-a-csv-file',
  'unknown-encoding',
  'missing-columns',
  'duplicate-columns',
  'line-too-long',
  'newer-file-gone',
  'archived',
  'foreign-key',
] as const;
export type FileReason = (typeof fileReasons)[number];
