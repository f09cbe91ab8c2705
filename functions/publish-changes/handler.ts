import { setTimeout as pause } from 'node:timers/promises';
import { changeFiles, outbox } from '#shared/changes/compose.ts';
import { now } from '#shared/platform/now.ts';
import { scheduledRun } from '#shared/runtime/scheduled-run.ts';
import { publishChanges } from './publish-changes.ts';

export const handler = scheduledRun(
  'publish-changes',
  publishChanges({ outbox: outbox(), files: changeFiles(), now, pause }),
);
