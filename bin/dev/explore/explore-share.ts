import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { type Exploration, explorationSchema } from '#test/explore/harness/exploration.ts';
import type { Share } from './share.ts';

/** Explores one share of the seeds in a worker of its own, with the code that lies in `root`. */
export const exploreShare = (root: URL, share: Share): Promise<Exploration> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('bin/dev/explore/worker.ts', root), { workerData: share });
    worker.once('message', (told) => resolve(v.parse(explorationSchema, told)));
    worker.once('error', reject);
  });
