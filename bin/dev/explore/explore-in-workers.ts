import { type Exploration, nothingExplored, together } from '#test/explore/harness/exploration.ts';
import { exploreShare } from './explore-share.ts';
import type { Share } from './share.ts';

/** Seeds that a worker explores before it is replaced: what it keeps meanwhile goes with it. */
const shareSize = 500;

const root = new URL('../../../', import.meta.url);

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
      const share = await exploreShare(root, { ...all, from, count: next - from });
      explored = together(explored, share);
      onShare(explored);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return explored;
}
