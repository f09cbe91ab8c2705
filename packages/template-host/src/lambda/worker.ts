import { parentPort, workerData } from 'node:worker_threads';
import { findHandler } from './find-handler.ts';
import type { Begun, Invocation, Outcome, ThreadData } from './messages.ts';

/**
 * Puts the local host's clock into this thread: `new Date()`, `Date()` and `Date.now()` read the real time plus the
 * shared offset. Must run before the handler is imported, since a module may keep `Date` for itself.
 * @param shared the offset in ms as one float64, written by the host's clock.
 */
function moveDate(shared: SharedArrayBuffer): void {
  const offset = new Float64Array(shared);
  const RealDate = Date;
  const now = () => Math.floor(RealDate.now() + (offset[0] ?? 0));
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
}

// The thread a function lives in. An error while the handler loads is left uncaught: it ends the thread, fails the
// waiting invocations and the next one starts afresh, as Lambda does with a failed init.
const data: ThreadData = workerData;
moveDate(data.shared);
const handler = await findHandler(data.directory, data.handler);
const tell = (message: Begun | Outcome) => parentPort?.postMessage(message);

parentPort?.on('message', async ({ id, event, timeoutMs }: Invocation) => {
  const started = performance.now();
  tell({ begun: id });
  const context = {
    awsRequestId: id,
    functionName: data.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: data.functionArn,
    memoryLimitInMB: String(data.memoryMb),
    logGroupName: `/aws/lambda/${data.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(timeoutMs - (performance.now() - started))),
  };
  try {
    const result: unknown = await handler(JSON.parse(event), context);
    tell({ id, result: JSON.stringify(result) ?? 'null' });
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    tell({ id, error: { type: error.name, message: error.message, trace: error.stack ?? '' } });
  }
});
