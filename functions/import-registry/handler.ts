import { setTimeout as pause } from 'node:timers/promises';
import { now } from '#shared/platform/now.ts';
import { registryConsequences } from '#shared/policies/compose.ts';
import { importReports, imports, registryFiles, registryWriter } from '#shared/registry/compose.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { pseudonyms } from '#shared/secrets/compose.ts';
import { importRegistry } from './import-registry.ts';

export const handler = queueWorker(
  'import-registry',
  importRegistry({
    files: registryFiles(),
    reports: importReports(),
    imports: imports(),
    registry: registryWriter(await pseudonyms(), registryConsequences()),
    now,
    pause,
  }),
);
