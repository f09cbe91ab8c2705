import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as v from 'valibot';
import { mostReceives } from '../access.ts';
import { DomainError } from './domain-error.ts';
import { describeError, type LogFields, log, logAs } from './log.ts';
import { isS3TestEvent, readS3Event, type UploadedObject } from './s3-event.ts';

const eventSchema = v.object({
  Records: v.array(
    v.object({
      messageId: v.string(),
      body: v.string(),
      attributes: v.object({ ApproximateReceiveCount: v.pipe(v.string(), v.transform(Number)) }),
    }),
  ),
});

export type QueueMessage = { readonly body: string; readonly receiveCount: number };

/** A worker throws this to postpone a message for an expected reason (a held lease, a throttle); it is logged by its code. */
export class Postponed extends Error {
  override readonly name = 'Postponed';
  readonly code: string;
  constructor(code: string, options: { readonly cause?: unknown } = {}) {
    super(code, options);
    this.code = code;
  }
}

/** Sends a message's body to the queue again. */
export type HandOn = (body: string) => Promise<void>;

/** What became of a message: its outcome, and figures for its log line. */
export type Worked = { readonly outcome: string; readonly figures: LogFields };

/** Notes for the operator why a message is parked; `why` as in the log. */
export type NoteParked = (messageId: string, why: LogFields) => Promise<void>;

/** The worker's own queue. */
export type OwnQueue = { readonly handOn: HandOn; readonly noteParked: NoteParked };

/** Whether a table or the pool throttles: by the worker's error, or by the cause of its postponement. */
const isBusy = (error: unknown): boolean =>
  error instanceof DomainError ? error.code === 'busy' : error instanceof Postponed && isBusy(error.cause);

/**
 * The Lambda handler of a queue's worker. It handles each message by itself, with one log line, and only failed ones return to
 * the queue (partial batch failures). A message that fails too often ends in the dead-letter queue. A message that met a busy
 * table or pool has not failed: it continues as a new one, since the queue counts receives (R5.1a). With `handsOnAll` every
 * postponed message does, for work that takes many receives. Notes the reason of a message's last failure.
 */
export const queueWorker = (
  operation: string,
  process: (message: QueueMessage) => Promise<string | Worked>,
  { handOn, noteParked }: OwnQueue,
  { handsOnAll = false }: { readonly handsOnAll?: boolean } = {},
) => {
  logAs(operation);
  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const { Records: records } = v.parse(eventSchema, event);
    const failed = await Promise.all(
      records.map(async ({ messageId, body, attributes }) => {
        const startedAt = performance.now();
        const fields = { operation, messageId, receiveCount: attributes.ApproximateReceiveCount };
        const durationMs = () => Math.round(performance.now() - startedAt);
        const giveBack = async (why: LogFields) => {
          // A note that fails is no failure of its own: the log has the reason.
          if (fields.receiveCount >= mostReceives) await noteParked(messageId, why).catch(() => undefined);
          return [{ itemIdentifier: messageId }];
        };
        try {
          const worked = await process({ body, receiveCount: attributes.ApproximateReceiveCount });
          const { outcome, figures } = typeof worked === 'string' ? { outcome: worked, figures: {} } : worked;
          log.info('message', { ...fields, ...figures, outcome, durationMs: durationMs() });
          return [];
        } catch (error) {
          if (error instanceof Postponed || isBusy(error)) {
            const isHandedOn = (handsOnAll || isBusy(error)) && (await tryToHandOn(body, handOn));
            const outcome = isHandedOn ? 'handed-on' : 'postponed';
            const reason = error instanceof Postponed ? error.code : 'busy';
            log.info('message', { ...fields, outcome, reason, durationMs: durationMs() });
            return isHandedOn ? [] : giveBack({ reason });
          }
          const why = describeError(error);
          log.error('message', { ...fields, outcome: 'failed', durationMs: durationMs(), ...why });
          return giveBack(why);
        }
      }),
    );
    return { batchItemFailures: failed.flat() };
  };
};

/** Whether a new message was sent. Otherwise the old one is received again, which counts. */
async function tryToHandOn(body: string, handOn: HandOn): Promise<boolean> {
  try {
    await handOn(body);
    return true;
  } catch {
    return false;
  }
}

/**
 * The Lambda handler of a worker for events of AWS's messaging services. A text that is not JSON is no event: SES and End User
 * Messaging test a topic with a line of words. It is logged and dropped; in the dead-letter queue it would wake somebody for
 * nothing.
 */
export const eventWorker = (operation: string, process: (body: string) => Promise<string>, queue: OwnQueue) =>
  queueWorker(operation, async ({ body }) => (isJson(body) ? process(body) : 'no-json'), queue);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The Lambda handler of a worker for uploads; its log line has the outcome of each object that the message names. A text that is
 * not in S3's documented form goes to the dead-letter queue: a customer's document may be behind it.
 */
export const uploadWorker = (
  operation: string,
  process: (object: UploadedObject) => Promise<string>,
  queue: OwnQueue,
) =>
  queueWorker(
    operation,
    async ({ body }) => {
      if (isS3TestEvent(body)) return 'test-event';
      const outcomes: string[] = [];
      for (const object of readS3Event(body)) outcomes.push(await process(object));
      return outcomes.length === 0 ? 'nothing-created' : outcomes.join(',');
    },
    queue,
  );
