import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { readFunctions } from '#test/infra/boot-functions.ts';
import { playedStack } from './played-stack.ts';
import type { Portal } from './portal.ts';

const answerSchema = v.object({ statusCode: v.number(), body: v.optional(v.string(), '') });

/** Says when its module is loaded, and handles the event when it is asked to. */
const script = `
  const { parentPort, workerData } = require('node:worker_threads');
  const tell = (error) => parentPort.postMessage({ statusCode: 0, body: String(error) });
  import(workerData.url).then(({ [workerData.exported]: handler }) => {
    const context = { awsRequestId: '1', getRemainingTimeInMillis: () => 60_000 };
    parentPort.once('message', () => handler(workerData.event, context).then((answer) => parentPort.postMessage(answer), tell));
    parentPort.postMessage('started');
  }, tell);`;

/**
 * Starts `events.length` new execution environments of a function at once beside those of the host, as Lambda does when many
 * call at the same time; once all are loaded, each answers one event. `variables` are those of the template that only the deployed
 * stack knows. A failed start is the status 0, with what was thrown.
 */
export async function startAtOnce(
  portal: Portal,
  name: string,
  variables: Readonly<Record<string, string>>,
  events: readonly object[],
) {
  const found = (await readFunctions(await playedStack())).find((one) => one.name === name);
  if (!found) throw new Error(`the stack has no function ${name}`);
  const env = { ...found.environment(portal.aws), ...variables };
  const workerData = { url: new URL(`file://${found.file}`).href, exported: found.exported };
  const workers = events.map(
    (event) => new Worker(script, { eval: true, env, execArgv: [], workerData: { ...workerData, event } }),
  );
  try {
    // Sixty that load on two cores would use up the time that their first calls have.
    const started = await Promise.all(workers.map(nextMessage));
    return await Promise.all(
      workers.map(async (worker, index) => {
        if (started[index] !== 'started') return v.parse(answerSchema, started[index]);
        const answer = nextMessage(worker);
        worker.postMessage('go');
        return v.parse(answerSchema, await answer);
      }),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

async function nextMessage(worker: Worker): Promise<unknown> {
  const [message]: unknown[] = await once(worker, 'message');
  return message;
}
