import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { toLambdaRecord } from '../sqs/lambda-record.ts';
import type { Sqs } from '../sqs/sqs.ts';
import { isJson, type Json } from '../template/json.ts';
import type { LambdaFunction } from './lambda-function.ts';
import type { FunctionLog } from './log.ts';

export type QueueMapping = {
  readonly queueArn: string;
  readonly target: LambdaFunction;
  readonly batchSize: number;
  /** How long to wait for a batch to fill, in ms of real time. */
  readonly windowMs: number;
  /** How many batches run at the same time. */
  readonly concurrency: number;
  readonly reportsItemFailures: boolean;
};

type Queues = Pick<Sqs, 'receive' | 'deleteMessage' | 'changeVisibility'>;
type Received = Awaited<ReturnType<Queues['receive']>>;

// If the answer has any other form, Lambda counts the whole batch as failed.
const answerSchema = v.nullish(
  v.object({ batchItemFailures: v.nullish(v.array(v.object({ itemIdentifier: v.pipe(v.string(), v.minLength(1)) }))) }),
);

/**
 * Feeds a queue's messages to a function, as an event source mapping does. Messages that the function handled are deleted; a
 * failed batch, or the items that it names, returns when the visibility timeout ends. Returns a function that stops it.
 */
export function pollQueue(queues: Queues, mapping: QueueMapping, log: FunctionLog): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const { queueArn, target } = mapping;
  const longPollMs = 20_000;

  async function nextBatch(): Promise<Received> {
    const batch = await queues.receive(queueArn, { max: mapping.batchSize, waitMs: longPollMs, signal });
    const until = Date.now() + mapping.windowMs;
    while (batch.length > 0 && batch.length < mapping.batchSize && Date.now() < until) {
      await pause(Math.min(20, mapping.windowMs), undefined, { signal }).catch(() => {});
      batch.push(...(await queues.receive(queueArn, { max: mapping.batchSize - batch.length })));
    }
    return batch;
  }

  async function handOver(batch: Received): Promise<void> {
    const event: unknown = { Records: batch.map((message) => toLambdaRecord(message, queueArn)) };
    if (!isJson(event)) throw new Error('a queue message that is not JSON');
    const failed = await target.invoke(event).then(
      (answer) => failedItems(answer, batch, mapping.reportsItemFailures),
      () => new Set(batch.map(({ MessageId }) => MessageId)),
    );
    for (const message of batch) {
      if (!failed.has(message.MessageId)) queues.deleteMessage(queueArn, message.ReceiptHandle);
    }
  }

  async function poll(): Promise<void> {
    while (!signal.aborted) {
      try {
        const batch = await nextBatch();
        if (batch.length > 0) await handOver(batch);
      } catch (error) {
        if (signal.aborted) return;
        log.write(target.config.name, `queue poller: ${error instanceof Error ? error.message : error}`, true);
        await pause(1000, undefined, { signal }).catch(() => {});
      }
    }
  }

  const pollers = Array.from({ length: mapping.concurrency }, poll);
  return {
    async stop() {
      stopping.abort();
      await Promise.all(pollers);
    },
  };
}

function failedItems(answer: Json, batch: Received, reports: boolean): ReadonlySet<string> {
  if (!reports) return new Set();
  const all = new Set(batch.map(({ MessageId }) => MessageId));
  const parsed = v.safeParse(answerSchema, answer);
  if (!parsed.success) return all;
  const failed = new Set(parsed.output?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  return [...failed].every((id) => all.has(id)) ? failed : all;
}
