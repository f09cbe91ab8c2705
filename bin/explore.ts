import { describeFound } from '#test/explore/harness/exploration.ts';
import { models } from '#test/explore/models.ts';
import { mutations } from '#test/explore/mutations/mutations.ts';
import { exploreInWorkers } from './explore/explore-in-workers.ts';
import { tryMutations } from './explore/try-mutations.ts';
import { readArguments, readCount, refuseArguments } from './read-arguments.ts';

// `npm run explore -- --seeds 10000`: plays interleavings of the portal's data protocols and judges what they lead to.
// `--mutations` puts faults into a copy of the code, one after the other, and sees that the models find them.
const usage = `npm run explore -- [--seeds 1000] [--from 1] [--model ${[...models.keys()].join('|')}] [--skew <ms, 0>] [--workers 1] [--mutations]`;
const { values } = readArguments(usage, {
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    model: { type: 'string' },
    skew: { type: 'string', default: '0' },
    workers: { type: 'string', default: '1' },
    mutations: { type: 'boolean', default: false },
  },
});
const count = readCount(usage, 'seeds', values.seeds);
const from = readCount(usage, 'from', values.from, 0);
const skew = readCount(usage, 'skew', values.skew, 0);
const workers = readCount(usage, 'workers', values.workers);
const { model: chosen } = values;
if (chosen !== undefined && !models.has(chosen)) refuseArguments(usage, `No model ${chosen}`);
const isChosen = (model: string) => chosen === undefined || chosen === model;

/** Whether no rule is violated. */
async function exploreAll(): Promise<boolean> {
  let isRight = true;
  for (const model of [...models.keys()].filter(isChosen)) {
    const begun = performance.now();
    const seconds = () => Math.round((performance.now() - begun) / 1000);
    const { seeds, violated, found } = await exploreInWorkers({ model, from, count, skew }, workers, (explored) => {
      if (explored.seeds % 5_000 === 0) console.log(`${model}: ${explored.seeds} seeds after ${seconds()} s`);
    });
    console.log(`${model}: ${seeds} seeds from ${from}, skew ${skew} ms, ${violated} with violations, ${seconds()} s`);
    if (found.length > 0) console.log(describeFound(model, found));
    isRight &&= violated === 0;
  }
  return isRight;
}

/** Whether every fault is found. */
async function findAll(): Promise<boolean> {
  let isRight = true;
  for await (const tried of tryMutations(
    mutations.filter(({ model }) => isChosen(model)),
    count,
  )) {
    const { mutation, foundAfter, told } = tried;
    const after = foundAfter === undefined ? '-' : String(foundAfter);
    console.log(`${mutation.model.padEnd(9)} ${after.padStart(6)} ${mutation.name}: ${told}`);
    isRight &&= foundAfter !== undefined;
  }
  return isRight;
}

if (values.mutations) console.log(`${'model'.padEnd(9)} ${'seeds'.padStart(6)} fault, and the rule that it breaks`);
process.exit((values.mutations ? await findAll() : await exploreAll()) ? 0 : 1);
