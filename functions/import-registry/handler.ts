import { importReports, imports, registryFiles, registryWriter } from '#shared/insurer/compose.ts';
import { now, pause, pseudonymsOfImport, queueOf } from '#shared/platform/compose.ts';
import { queueWorker } from '#shared/platform/runtime/queue-worker.ts';
import { registryConsequences } from '#shared/policies/compose.ts';
import { importRegistry } from './import-registry.ts';

export const handler = queueWorker(
  'import-registry',
  importRegistry({
    files: registryFiles(),
    reports: importReports(),
    imports: imports(),
    registry: registryWriter(await pseudonymsOfImport(), registryConsequences()),
    now,
    pause,
  }),
  queueOf('import-registry'),
  { handsOnAll: true },
);
