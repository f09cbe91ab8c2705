import { changeFiles, outbox } from '#shared/insurer/compose.ts';
import { now, pause } from '#shared/platform/compose.ts';
import { scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { publishChanges } from './publish-changes.ts';

export const handler = scheduledRun(
  'publish-changes',
  publishChanges({ outbox: outbox(), files: changeFiles(), now, pause }),
);
