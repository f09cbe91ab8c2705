import { describeFound } from '#test/explore/harness/exploration.ts';
import { models } from '#test/explore/models.ts';
import { exploreInWorkers } from './explore/explore-in-workers.ts';
import { readArguments, readCount, refuseArguments } from './read-arguments.ts';

// `npm run explore -- --seeds 10000`: plays interleavings of the portal's data protocols and judges what they lead to.
const usage = `npm run explore -- [--seeds 1000] [--from 1] [--model ${[...models.keys()].join('|')}] [--skew <ms, 0>] [--workers 1]`;
const { values } = readArguments(usage, {
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    model: { type: 'string' },
    skew: { type: 'string', default: '0' },
    workers: { type: 'string', default: '1' },
  },
});
const count = readCount(usage, 'seeds', values.seeds);
const from = readCount(usage, 'from', values.from, 0);
const skew = readCount(usage, 'skew', values.skew, 0);
const workers = readCount(usage, 'workers', values.workers);
if (values.model !== undefined && !models.has(values.model)) refuseArguments(usage, `No model ${values.model}`);

let isViolated = false;
for (const model of values.model === undefined ? models.keys() : [values.model]) {
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  const { seeds, violated, found } = await exploreInWorkers({ model, from, count, skew }, workers, (explored) => {
    if (explored.seeds % 5_000 === 0) console.log(`${model}: ${explored.seeds} seeds after ${seconds()} s`);
  });
  console.log(`${model}: ${seeds} seeds from ${from}, skew ${skew} ms, ${violated} with violations, ${seconds()} s`);
  if (found.length > 0) console.log(describeFound(model, found));
  isViolated ||= violated > 0;
}
process.exit(isViolated ? 1 : 0);
