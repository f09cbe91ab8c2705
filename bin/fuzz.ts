import { randomInt } from 'node:crypto';
import { fuzz } from '#test/fuzz/fuzz.ts';
import { openPortal } from '#test/journeys/portal.ts';
import { readArguments, readCount } from './read-arguments.ts';

// `npm run fuzz -- --count 100000`: calls every endpoint with whatever the contract allows and forbids (nightly).
const usage = 'npm run fuzz -- [--count 100000] [--seed <a seed told before>]';
const { values } = readArguments(usage, {
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
const count = readCount(usage, 'count', values.count);
const seed = readCount(usage, 'seed', values.seed, 0);
console.log(`${count} requests with the seed ${seed}`);
const portal = await openPortal();
const begun = performance.now();
const { sent, failures, statuses, succeeded } = await fuzz(portal, {
  count,
  seed,
  onRound: (done) =>
    done % 10_000 === 0 && console.log(`${done} after ${Math.round((performance.now() - begun) / 1000)} s`),
});
await portal.close();
console.log(
  `${sent} sent in ${Math.round((performance.now() - begun) / 1000)} s; answers: ${JSON.stringify(statuses)}`,
);
console.log(`${succeeded.size} endpoints did what was asked at least once`);
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(failures.length === 0 ? 'no failures' : `${failures.length} failures (--seed ${seed} repeats them)`);
process.exit(failures.length === 0 ? 0 : 1);
