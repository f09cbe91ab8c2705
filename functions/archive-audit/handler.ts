import { auditArchive } from '#shared/helpdesk/compose.ts';
import { streamWorker } from '#shared/platform/runtime/dynamo-stream-worker.ts';
import { archiveAudit } from './archive-audit.ts';

export const handler = streamWorker('archive-audit', archiveAudit(auditArchive()));
