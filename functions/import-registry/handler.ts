import { setTimeout as pause } from 'node:timers/promises';
import { importReports, imports, registryFiles, registryWriter } from '#shared/insurer/registry/compose.ts';
import { now } from '#shared/platform/now.ts';
import { queueWorker } from '#shared/platform/runtime/queue-worker.ts';
import { pseudonyms } from '#shared/platform/secrets/compose.ts';
import { registryConsequences } from '#shared/policies/compose.ts';
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
