import * as v from 'valibot';
import type { AwsRequest, AwsService } from '#host/aws/service.ts';
import type { Clock } from '#host/clock.ts';
import { openCollections } from '#host/kept/collections.ts';
import { json, noSuchQueue, sqsFailure } from './errors.ts';
import { sqsIntents } from './intents.ts';
import { type Message, type MessageAttributes, message } from './message.ts';
import { createMoveTasks } from './move-tasks.ts';
import { operationNames, sqsOperations } from './operations.ts';
import { createQueue, type Queue, type QueueDepth, type QueueSettings } from './queue.ts';
import { type ReceivedMessage, receiveFrom } from './receive.ts';
import { sendTo } from './send.ts';

/** SQS on this machine: standard queues, in memory. The host's own functions name queues by ARN. */
export type Sqs = AwsService & {
  /** Creates a queue; one of an earlier run has its messages again. Throws for a FIFO queue. */
  readonly createQueue: (settings: QueueSettings) => void;
  /** Deletes a queue with its messages. Throws QueueDoesNotExist. */
  readonly deleteQueue: (queueArn: string) => void;
  /** Adds a message and returns its id. Throws QueueDoesNotExist and what SendMessage would refuse. */
  readonly sendMessage: (queueArn: string, body: string, attributes?: MessageAttributes) => string;
  /** Takes up to `max` messages (any number) for the queue's visibility timeout; waits up to `waitMs` of real time. */
  readonly receive: (
    queueArn: string,
    options: { readonly max: number; readonly waitMs?: number; readonly signal?: AbortSignal },
  ) => Promise<ReceivedMessage[]>;
  /** Deletes by receipt handle; does nothing if it is no longer the newest. */
  readonly deleteMessage: (queueArn: string, receiptHandle: string) => void;
  /**
   * Hides a message in flight for `seconds` from now; 0 shows it at once. Throws InvalidParameterValue if it is no longer in
   * flight.
   */
  readonly changeVisibility: (queueArn: string, receiptHandle: string, seconds: number) => void;
  /** Resolves when a message is visible; rejects with the signal's reason, or with an AbortError once closed. */
  readonly waitForMessages: (queueArn: string, signal?: AbortSignal) => Promise<void>;
  readonly depth: (queueArn: string) => QueueDepth;
  /** SQS's measurements of every queue; `oldestAt` in ms since 1970 UTC, undefined if nothing waits. */
  readonly measure: () => (QueueDepth & { readonly name: string; readonly oldestAt: number | undefined })[];
  /** Call it after the clock was moved back (`reset`): hidden messages keep the rest of their time. */
  readonly clockWasReset: () => void;
  /** Ends every wait and writes the state. */
  readonly close: () => Promise<void>;
};

/** A message, and the moved time at which it was stored, which shows how long it was still hidden. */
const keptMessage = v.object({ savedAt: v.number(), message });
type KeptMessage = v.InferOutput<typeof keptMessage>;

/** SQS without queues; with `directory`, messages outlive the process. */
export async function createSqs(options: { readonly clock: Clock; readonly directory?: string }): Promise<Sqs> {
  const { clock } = options;
  const collections = await openCollections(options.directory, 'sqs');
  const byArn = new Map<string, Queue>();
  const byName = new Map<string, Queue>();
  const closing = new AbortController();

  const named = (arn: string) => {
    const queue = byArn.get(arn);
    if (!queue) throw noSuchQueue();
    return queue;
  };
  const sendToDeadLetter = (arn: string, dead: Message) => {
    const queue = byArn.get(arn);
    queue?.add(dead, 0);
    return queue !== undefined;
  };
  const operations = sqsOperations({
    clock,
    queueNamed: (name) => byName.get(name),
    queues: byArn,
    moveTasks: createMoveTasks(clock, byArn),
    closing: closing.signal,
  });
  const operation = (request: AwsRequest) => json.operation(request, operationNames);

  return {
    operation,
    intents: (request) => sqsIntents(request, operation(request), byArn),
    handle: async (request) => json.answer(await operations[operation(request)](request)),
    failure: sqsFailure,
    createQueue(settings) {
      if (settings.fifo || settings.name.endsWith('.fifo')) {
        throw new Error(`FIFO queues are not played on this machine: ${settings.name}`);
      }
      const kept = collections.collection<KeptMessage>(`queue/${settings.name}`, keptMessage);
      const known = byName.get(settings.name);
      const saved = known?.list().map((each) => ({ savedAt: clock.now(), message: each })) ?? kept.loaded();
      known?.stop();
      const changed = (each: Message) =>
        each.place === 'gone' ? kept.remove(each.id) : kept.put(each.id, { savedAt: clock.now(), message: each });
      const queue = createQueue({ settings, clock, changed, sendToDeadLetter });
      byArn.set(settings.arn, queue);
      byName.set(settings.name, queue);
      queue.restore(saved);
    },
    deleteQueue(queueArn) {
      const queue = named(queueArn);
      for (const each of queue.list())
        collections.collection<KeptMessage>(`queue/${queue.settings.name}`, keptMessage).remove(each.id);
      queue.stop();
      byArn.delete(queueArn);
      byName.delete(queue.settings.name);
    },
    sendMessage(queueArn, body, attributes = {}) {
      const content = { MessageBody: body, MessageAttributes: { ...attributes } };
      return sendTo(named(queueArn), content, { senderId: 'aws', now: clock.now() }).MessageId;
    },
    receive: async (queueArn, { max, waitMs, signal }) => {
      const stop = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      return receiveFrom(named(queueArn), { max, waitMs, signal: stop });
    },
    deleteMessage: (queueArn, receiptHandle) => named(queueArn).remove(receiptHandle),
    changeVisibility: (queueArn, receiptHandle, seconds) =>
      named(queueArn).changeVisibility(receiptHandle, seconds * 1000),
    waitForMessages: async (queueArn, signal) =>
      named(queueArn).waitUntilVisible(signal ? AbortSignal.any([signal, closing.signal]) : closing.signal),
    depth: (queueArn) => named(queueArn).depth(),
    measure: () =>
      [...byName].map(([name, queue]) => {
        // Messages that were received three times go to the back of the queue and do not count for its age (SQS guide, metrics).
        const waiting = queue.list().filter(({ receiveCount }) => receiveCount < 3);
        const oldestAt = waiting.reduce<number | undefined>(
          (at, { sentAt }) => Math.min(at ?? sentAt, sentAt),
          undefined,
        );
        return { name, ...queue.depth(), oldestAt };
      }),
    clockWasReset() {
      for (const queue of byName.values()) queue.settle();
    },
    async close() {
      closing.abort();
      for (const queue of byName.values()) queue.stop();
      collections.close();
    },
  };
}
