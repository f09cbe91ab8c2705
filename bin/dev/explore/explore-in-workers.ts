import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { type Exploration, explorationSchema, nothingExplored, together } from '#test/explore/harness/exploration.ts';
import type { Share } from './share.ts';

/** Seeds that a worker explores before it is replaced: what it keeps meanwhile goes with it. */
const shareSize = 500;

const exploreShare = (share: Share): Promise<Exploration> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: share });
    worker.once('message', (told) => resolve(v.parse(explorationSchema, told)));
    worker.once('error', reject);
  });

/** Explores seeds in several workers at once. `onShare` hears what is known so far. */
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
      explored = together(explored, await exploreShare({ ...all, from, count: next - from }));
      onShare(explored);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return explored;
}
