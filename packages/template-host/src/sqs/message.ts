import { createHash, randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { AwsError } from '#host/aws/service.ts';

export const messageAttribute = v.object({
  DataType: v.string(),
  StringValue: v.optional(v.string()),
  /** Base64. */
  BinaryValue: v.optional(v.string()),
});
export type MessageAttribute = v.InferOutput<typeof messageAttribute>;
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** A message as a queue keeps it; times are ms since 1970 UTC by the moved clock. */
export const message = v.object({
  id: v.string(),
  body: v.string(),
  attributes: v.record(v.string(), messageAttribute),
  traceHeader: v.optional(v.string()),
  senderId: v.string(),
  sentAt: v.number(),
  receiveCount: v.number(),
  firstReceivedAt: v.optional(v.number()),
  /** The queue in which it failed, if it is in a dead-letter queue. */
  deadLetterSource: v.optional(v.string()),
  place: v.picklist(['visible', 'delayed', 'inFlight', 'gone']),
  hiddenUntil: v.number(),
  /** The newest receipt handle; older ones are no longer valid. */
  receipt: v.optional(v.string()),
});
export type Message = v.InferOutput<typeof message>;

/** A message that has not been received yet. */
export const newMessage = (
  content: Pick<Message, 'body' | 'attributes' | 'senderId' | 'sentAt'> & Partial<Pick<Message, 'traceHeader'>>,
): Message => ({ ...content, id: randomUUID(), receiveCount: 0, place: 'visible', hiddenUntil: 0 });

const md5 = (bytes: string | Buffer) => createHash('md5').update(bytes).digest('hex');

/** Hex MD5 of a body; every SDK compares it with what it sent or received. */
export const md5OfBody = (body: string): string => md5(body);

const withLength = (bytes: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/**
 * Hex MD5 of message attributes: names in order, each as length-prefixed name, type and value, with a byte for text or binary
 * (SQS developer guide, "Calculating the MD5 message digest for message attributes").
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const parts = names.flatMap((name) => {
    const attribute = attributes[name];
    if (!attribute) return [];
    const binary = attribute.BinaryValue !== undefined;
    const value = binary
      ? Buffer.from(attribute.BinaryValue ?? '', 'base64')
      : Buffer.from(attribute.StringValue ?? '');
    return [
      withLength(Buffer.from(name)),
      withLength(Buffer.from(attribute.DataType)),
      Buffer.from([binary ? 2 : 1]),
      withLength(value),
    ];
  });
  return md5(Buffer.concat(parts));
}

/** The attributes that SQS itself adds to a received message; all values are strings. */
export function systemAttributes(from: Message): Record<string, string> {
  return {
    SenderId: from.senderId,
    SentTimestamp: String(from.sentAt),
    ApproximateReceiveCount: String(from.receiveCount),
    ApproximateFirstReceiveTimestamp: String(from.firstReceivedAt ?? from.sentAt),
    ...(from.traceHeader === undefined ? {} : { AWSTraceHeader: from.traceHeader }),
    ...(from.deadLetterSource === undefined ? {} : { DeadLetterQueueSourceArn: from.deadLetterSource }),
  };
}

const mark = 'AQEB';

/** A handle for one receipt of a message; clients cannot read it, but it names the message. */
export const issueReceipt = (messageId: string): string =>
  mark + Buffer.from(`${messageId} ${randomUUID()}`).toString('base64');

/** The id of a handle's message. Throws ReceiptHandleIsInvalid for a handle that was never issued. */
export function readReceipt(handle: string): string {
  const [id = '', nonce = ''] = Buffer.from(handle.slice(mark.length), 'base64').toString('utf8').split(' ');
  if (!handle.startsWith(mark) || id.length !== 36 || nonce.length !== 36) {
    throw new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`);
  }
  return id;
}
