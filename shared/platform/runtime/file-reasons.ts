/**
 * Why a whole registry file is refused before any row is taken; a code for the insurer's report. `newer-file-gone`: a newer file
 * was imported before it and is deleted, so the rows that the newer file holds are not known · `archived`, `foreign-key`: see
 * shared/insurer/s3-unreadable.ts.
 */
export const fileReasons = [
  'empty-file',
  'not-utf-8',
  'not-comma-separated',
  'missing-columns',
  'duplicate-columns',
  'line-too-long',
  'newer-file-gone',
  'archived',
  'foreign-key',
] as const;
export type FileReason = (typeof fileReasons)[number];
