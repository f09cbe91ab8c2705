import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { type Exploration, explorationSchema, nothingExplored, together } from '#test/explore/harness/exploration.ts';
import type { Share } from './share.ts';

/** Explores one share of the seeds in a worker of its own, with the code in `root`. */
export const exploreShare = (root: URL, share: Share): Promise<Exploration> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('bin/dev/explore/worker.ts', root), { workerData: share });
    worker.once('message', (told) => resolve(v.parse(explorationSchema, told)));
    worker.once('error', reject);
  });

/** How many seeds a worker explores before it is replaced, which frees what it keeps in memory. */
const shareSize = 500;

const root = new URL('../../../', import.meta.url);

/** Explores seeds in several parallel workers. `onShare` is called with the results so far. */
export async function exploreInWorkers(
  all: Share,
  workers: number,
  onShare: (explored: Exploration) => void,
): Promise<Exploration> {
  let explored = nothingExplored;
  let next = all.from;
  const end = all.from + all.count;
  const work = async () => {
    while (next < end) {
      const from = next;
      next = Math.min(end, from + shareSize);
      const share = await exploreShare(root, { ...all, from, count: next - from });
      explored = together(explored, share);
      onShare(explored);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return explored;
}
