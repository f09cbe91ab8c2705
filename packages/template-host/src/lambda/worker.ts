import { parentPort, workerData } from 'node:worker_threads';
import { findHandler } from './find-handler.ts';
import type { Begun, Invocation, Outcome, Pausing, ThreadData } from './messages.ts';
import { moveDate, movePauses } from './moved-time.ts';

// The thread of a function. An error while the handler loads is not caught: it ends the thread and fails the waiting invocations,
// and the next one starts a new thread, as Lambda does after a failed init.
const data: ThreadData = workerData;
const tell = (message: Begun | Pausing | Outcome) => parentPort?.postMessage(message);
moveDate(data.shared);
movePauses((pausingUntil) => tell({ pausingUntil }));
const handler = await findHandler(data.directory, data.handler);

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
