import { importing, registryWriter } from '#shared/insurer/compose.ts';
import { now, pause, pseudonymsOfImport, queueOf } from '#shared/platform/compose.ts';
import { queueWorker } from '#shared/platform/runtime/queue-worker.ts';
import { registryConsequences } from '#shared/policies/compose.ts';
import { importRegistry } from './import-registry.ts';

const registry = registryWriter(await pseudonymsOfImport(), registryConsequences());
const work = importRegistry({ ...importing(), registry, now, pause });
export const handler = queueWorker('import-registry', work, queueOf('import-registry'), { handsOnAll: true });
