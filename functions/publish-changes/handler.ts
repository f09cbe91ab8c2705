import { setTimeout as pause } from 'node:timers/promises';
import { changeFiles, outbox } from '#shared/insurer/changes/compose.ts';
import { now } from '#shared/platform/now.ts';
import { scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { publishChanges } from './publish-changes.ts';

export const handler = scheduledRun(
  'publish-changes',
  publishChanges({ outbox: outbox(), files: changeFiles(), now, pause }),
);
