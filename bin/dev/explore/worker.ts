import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { exploreMany } from '#test/explore/harness/explore.ts';
import { modelOf } from '#test/explore/models.ts';
import { shareSchema } from './share.ts';

// Explores one share of the seeds and reports the result.
const { model, skew, ...seeds } = v.parse(shareSchema, workerData);
parentPort?.postMessage(await exploreMany(modelOf(model), seeds, { skew }));
