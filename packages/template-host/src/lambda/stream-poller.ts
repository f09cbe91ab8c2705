import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import type { StreamRecord, Streams } from '../dynamodb/streams.ts';
import { isJson, type Json } from '../template/json.ts';
import type { LambdaFunction } from './lambda-function.ts';

export type StreamMapping = {
  readonly streamArn: string;
  readonly target: LambdaFunction;
  readonly batchSize: number;
  readonly startsAt: 'TRIM_HORIZON' | 'LATEST';
  readonly reportsItemFailures: boolean;
};

// If the answer has any other form, Lambda counts the whole batch as failed.
const answerSchema = v.nullish(
  v.object({ batchItemFailures: v.nullish(v.array(v.object({ itemIdentifier: v.string() }))) }),
);
/** Real ms before a failed batch is tried again. */
const retryPause = 500;

/** How many records of a batch are done: those before the first that failed. */
function doneOf(answer: Json, records: readonly StreamRecord[], reports: boolean): number {
  if (!reports) return records.length;
  const parsed = v.safeParse(answerSchema, answer);
  if (!parsed.success) return 0;
  const failed = new Set(parsed.output?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  const first = records.findIndex(({ dynamodb }) => failed.has(dynamodb.SequenceNumber));
  return first < 0 ? records.length : first;
}

/**
 * Feeds a table's stream to a function, as an event source mapping does: batches in the order of the writes, one at a time. A failed
 * batch, or what it left, is tried again until it succeeds, and nothing behind it before.
 */
export function pollStream(streams: Streams, mapping: StreamMapping): { stop: () => Promise<void> } {
  const { streamArn, target, batchSize, startsAt, reportsItemFailures } = mapping;
  const stopping = new AbortController();
  const { signal } = stopping;
  let position = startsAt === 'LATEST' ? streams.latest() : 0;

  async function handOver(records: readonly StreamRecord[]): Promise<number> {
    const event: unknown = { Records: records };
    if (!isJson(event)) throw new Error('a record that is not JSON');
    return target.invoke(event).then(
      (answer) => doneOf(answer, records, reportsItemFailures),
      () => 0,
    );
  }

  async function poll(): Promise<void> {
    while (!signal.aborted) {
      const { records } = streams.read(streamArn, position, batchSize);
      if (records.length === 0) {
        await streams.changed(signal);
        continue;
      }
      const done = await handOver(records);
      position = streams.read(streamArn, position, done).next;
      if (done < records.length) await pause(retryPause, undefined, { signal }).catch(() => {});
    }
  }

  const poller = poll();
  return {
    async stop() {
      stopping.abort();
      await poller;
    },
  };
}
