import type { ItemChange } from '#shared/platform/runtime/dynamo-stream-worker.ts';

/** The prefix of the entries in the archive's bucket. */
export const auditPrefix = 'audit/';

/** The second copy of the audit, which nobody can change or delete before its time (R10.3). */
export type AuditArchive = {
  /** Keeps a change of the audit's table; the same change is kept once. */
  readonly keep: (change: ItemChange) => Promise<void>;
};
