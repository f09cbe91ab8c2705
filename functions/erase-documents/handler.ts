import { documentVersions, storedVersions } from '#shared/documents/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { eraseDocuments } from './erase-documents.ts';

export const handler = scheduledRun(
  'erase-documents',
  eraseDocuments({ stored: storedVersions(), versions: documentVersions(), now }),
);
