import type { AuditArchive } from '#shared/helpdesk/archive/audit-archive.ts';
import type { ItemChange } from '#shared/platform/runtime/dynamo-stream-worker.ts';
import { log } from '#shared/platform/runtime/log.ts';

/**
 * Copies each change of the audit into its archive (R10.3). Entries are only ever added, and expire: whatever else happened to one is
 * kept as it was before and after, and wakes an operator. Returns the outcome for the log.
 */
export const archiveAudit =
  (archive: AuditArchive) =>
  async (change: ItemChange): Promise<string> => {
    if (change.isExpiry) return 'expired';
    await archive.keep(change);
    if (change.kind === 'INSERT') return 'archived';
    log.error('audit-changed', { operation: 'archive-audit', kind: change.kind });
    return 'archived';
  };
