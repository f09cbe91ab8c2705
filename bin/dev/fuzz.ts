import { randomInt } from 'node:crypto';
import { fuzz } from '#test/fuzz/fuzz.ts';
import { openPortal } from '#test/support/portal/portal.ts';
import { defineCommand, runCommand, wholeNumber } from '../command.ts';

type Run = { readonly count: number; readonly seed: number };

async function run({ count, seed }: Run): Promise<void> {
  console.log(`${count} requests with the seed ${seed}`);
  const portal = await openPortal();
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  const { sent, failures, statuses, succeeded } = await fuzz(portal, {
    count,
    seed,
    onRound: (done) => done % 10_000 === 0 && console.log(`${done} after ${seconds()} s`),
  });
  await portal.close();
  console.log(`${sent} sent in ${seconds()} s; answers: ${JSON.stringify(statuses)}`);
  console.log(`${succeeded.size} endpoints did what was asked at least once`);
  for (const failure of failures) console.log(`FAILED ${failure}`);
  console.log(failures.length === 0 ? 'no failures' : `${failures.length} failures (--seed ${seed} repeats them)`);
  process.exit(failures.length === 0 ? 0 : 1);
}

await runCommand(
  defineCommand('fuzz', 'Calls every endpoint with requests that the contract allows and that it forbids (nightly).')
    .option('--count <requests>', 'how many requests', wholeNumber(1), 100_000)
    .option('--seed <number>', 'repeats a run: each run prints its seed', wholeNumber(0), randomInt(2 ** 31))
    .action(run),
);
