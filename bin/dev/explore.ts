import { Option } from '@commander-js/extra-typings';
import { describeFound } from '#test/explore/harness/exploration.ts';
import { models } from '#test/explore/models.ts';
import { mutations } from '#test/explore/mutations/mutations.ts';
import { defineCommand, runCommand, wholeNumber } from '../command.ts';
import { exploreInWorkers } from './explore/explore-in-workers.ts';
import { tryMutations } from './explore/try-mutations.ts';

type Chosen = { readonly names: readonly string[]; readonly count: number };
type Terms = Chosen & { readonly from: number; readonly skew: number; readonly workers: number };

/** Whether no rule is violated. */
async function exploreAll({ names, workers, ...share }: Terms): Promise<boolean> {
  let isRight = true;
  for (const model of names) {
    const begun = performance.now();
    const seconds = () => Math.round((performance.now() - begun) / 1000);
    const { seeds, violated, found } = await exploreInWorkers({ model, ...share }, workers, (explored) => {
      if (explored.seeds % 5_000 === 0) console.log(`${model}: ${explored.seeds} seeds after ${seconds()} s`);
    });
    const what = `${seeds} seeds from ${share.from}, skew ${share.skew} ms, ${violated} with violations`;
    console.log(`${model}: ${what}, ${seconds()} s`);
    if (found.length > 0) console.log(describeFound(model, found, share.skew));
    isRight &&= violated === 0;
  }
  return isRight;
}

/** Whether every fault is found. */
async function findAll({ names, count }: Chosen): Promise<boolean> {
  let isRight = true;
  console.log(`${'model'.padEnd(9)} ${'seeds'.padStart(6)} fault, and the rule that it breaks`);
  const chosen = mutations.filter(({ model }) => names.includes(model));
  for await (const { mutation, foundAfter, told } of tryMutations(chosen, count)) {
    const after = foundAfter === undefined ? '-' : String(foundAfter);
    console.log(`${mutation.model.padEnd(9)} ${after.padStart(6)} ${mutation.name}: ${told}`);
    isRight &&= foundAfter !== undefined;
  }
  return isRight;
}

// `npm run explore -- --seeds 10000`: plays interleavings of the portal's data protocols and judges what they lead to.
await runCommand(
  defineCommand(
    'explore',
    'Runs random interleavings of the data protocols, by seeds; exits with 1 if a rule is broken',
  )
    .option('--seeds <number>', 'how many of each model, or at most for each fault', wholeNumber(1), 1000)
    .option('--from <number>', 'the first seed', wholeNumber(0), 1)
    .addOption(new Option('--model <name>', 'one model only').choices([...models.keys()]))
    .option('--skew <ms>', 'how far the clocks differ, either way', wholeNumber(0), 0)
    .option('--workers <number>', 'how many run in parallel', wholeNumber(1), 1)
    .option('--mutations', 'puts faults into a copy of the code, one by one, and checks that the models find them')
    .action(async ({ seeds: count, from, model, skew, workers, mutations: isFinding }) => {
      const names = model === undefined ? [...models.keys()] : [model];
      const isRight = isFinding
        ? await findAll({ names, count })
        : await exploreAll({ names, count, from, skew, workers });
      process.exitCode = isRight ? 0 : 1;
    }),
);
