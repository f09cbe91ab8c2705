import { Option } from '@commander-js/extra-typings';
import { describeFound } from '#test/explore/harness/exploration.ts';
import { models } from '#test/explore/models.ts';
import { defineCommand, runCommand, wholeNumber } from '../command.ts';
import { exploreInWorkers } from './explore/explore-in-workers.ts';

// `npm run explore -- --seeds 10000`: plays interleavings of the portal's data protocols and judges what they lead to.
await runCommand(
  defineCommand('explore', 'Plays interleavings of the data protocols by seeds; ends with 1 when a rule is broken')
    .option('--seeds <number>', 'how many of each model', wholeNumber(1), 1000)
    .option('--from <number>', 'the first seed', wholeNumber(0), 1)
    .addOption(new Option('--model <name>', 'one model only').choices([...models.keys()]))
    .option('--skew <ms>', 'how far the clocks differ, either way', wholeNumber(0), 0)
    .option('--workers <number>', 'how many run side by side', wholeNumber(1), 1)
    .action(async ({ seeds: count, from, model: chosen, skew, workers }) => {
      let isViolated = false;
      for (const model of chosen === undefined ? models.keys() : [chosen]) {
        const begun = performance.now();
        const seconds = () => Math.round((performance.now() - begun) / 1000);
        const { seeds, violated, found } = await exploreInWorkers({ model, from, count, skew }, workers, (explored) => {
          if (explored.seeds % 5_000 === 0) console.log(`${model}: ${explored.seeds} seeds after ${seconds()} s`);
        });
        console.log(
          `${model}: ${seeds} seeds from ${from}, skew ${skew} ms, ${violated} with violations, ${seconds()} s`,
        );
        if (found.length > 0) console.log(describeFound(model, found));
        isViolated ||= violated > 0;
      }
      process.exitCode = isViolated ? 1 : 0;
    }),
);
