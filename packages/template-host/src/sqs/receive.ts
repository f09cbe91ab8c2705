import { requireRange } from './errors.ts';
import { type Message, type MessageAttributes, md5OfAttributes, md5OfBody, systemAttributes } from './message.ts';
import type { Queue } from './queue.ts';

/** A message in the answer of ReceiveMessage. */
export type ReceivedMessage = {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly MD5OfBody: string;
  readonly Body: string;
  readonly Attributes: Readonly<Record<string, string>>;
  readonly MessageAttributes: MessageAttributes;
};

/** A received message with everything that SQS knows about it. */
export const toReceived = (message: Message): ReceivedMessage => ({
  MessageId: message.id,
  ReceiptHandle: message.receipt ?? '',
  MD5OfBody: md5OfBody(message.body),
  Body: message.body,
  Attributes: systemAttributes(message),
  MessageAttributes: message.attributes,
});

/**
 * Takes up to `max` messages and hides them for `visibilityMs`. If there is none, waits for one, up to `waitMs` of real time (a
 * poll is an open connection, so the moved clock does not shorten it). Ends early and empty if `signal` fires.
 */
export async function receiveFrom(
  queue: Queue,
  options: {
    readonly max: number;
    readonly waitMs?: number | undefined;
    readonly visibilityMs?: number | undefined;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<ReceivedMessage[]> {
  const visibilityMs = options.visibilityMs ?? queue.settings.visibilityTimeoutSeconds * 1000;
  const waitMs = options.waitMs ?? 0;
  const first = queue.take(options.max, visibilityMs);
  if (first.length > 0 || waitMs <= 0) return first.map(toReceived);
  const over = AbortSignal.any([AbortSignal.timeout(waitMs), ...(options.signal ? [options.signal] : [])]);
  while (!over.aborted) {
    await queue.waitUntilVisible(over).catch(() => {});
    const taken = over.aborted ? [] : queue.take(options.max, visibilityMs);
    if (taken.length > 0) return taken.map(toReceived);
  }
  return [];
}

export type ReceiveRequest = {
  readonly MaxNumberOfMessages?: number | undefined;
  readonly VisibilityTimeout?: number | undefined;
  readonly WaitTimeSeconds?: number | undefined;
  readonly AttributeNames?: readonly string[] | undefined;
  readonly MessageSystemAttributeNames?: readonly string[] | undefined;
  readonly MessageAttributeNames?: readonly string[] | undefined;
};

/** Answers ReceiveMessage: at most 10 messages, with the requested attributes. */
export async function answerReceive(queue: Queue, request: ReceiveRequest, signal: AbortSignal) {
  requireRange('MaxNumberOfMessages', request.MaxNumberOfMessages, 1, 10);
  requireRange('VisibilityTimeout', request.VisibilityTimeout, 0, 43_200);
  requireRange('WaitTimeSeconds', request.WaitTimeSeconds, 0, 20);
  const received = await receiveFrom(queue, {
    max: request.MaxNumberOfMessages ?? 1,
    waitMs: (request.WaitTimeSeconds ?? queue.settings.receiveWaitSeconds ?? 0) * 1000,
    visibilityMs: request.VisibilityTimeout === undefined ? undefined : request.VisibilityTimeout * 1000,
    signal,
  });
  if (received.length === 0) return {};
  const system = [...(request.AttributeNames ?? []), ...(request.MessageSystemAttributeNames ?? [])];
  const wanted = request.MessageAttributeNames ?? [];
  return {
    Messages: received.map(({ Attributes, MessageAttributes, ...message }) => {
      const own = pick(MessageAttributes, (name) => wanted.some((pattern) => matches(pattern, name)));
      return {
        ...message,
        ...notEmpty(
          'Attributes',
          pick(Attributes, (name) => system.includes('All') || system.includes(name)),
        ),
        ...notEmpty('MessageAttributes', own),
        MD5OfMessageAttributes: md5OfAttributes(own),
      };
    }),
  };
}

const pick = <Value>(from: Readonly<Record<string, Value>>, wanted: (name: string) => boolean) =>
  Object.fromEntries(Object.entries(from).filter(([name]) => wanted(name)));

const notEmpty = (name: string, value: object) => (Object.keys(value).length === 0 ? {} : { [name]: value });

const matches = (pattern: string, name: string) =>
  pattern === 'All' || pattern === name || (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -2)));
