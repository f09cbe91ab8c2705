import { AwsError } from '#host/aws/service.ts';
import { requireRange } from './errors.ts';
import { md5OfAttributes, md5OfBody, newMessage } from './message.ts';
import type { Queue } from './queue.ts';
import type { Content } from './requests.ts';

/** The largest message and the largest batch, in bytes of body and attributes together (SQS quotas: 1 MiB). */
export const largestMessageBytes = 1_048_576;

/** The characters of XML 1.0 that SQS accepts in a body. */
const allowedText = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

/** How many bytes a message counts as. */
export function sizeOf(content: Content): number {
  const attributes = Object.entries(content.MessageAttributes ?? {}).map(
    ([name, { DataType, StringValue, BinaryValue }]) => {
      const value =
        BinaryValue === undefined ? Buffer.byteLength(StringValue ?? '') : Buffer.byteLength(BinaryValue, 'base64');
      return Buffer.byteLength(name) + Buffer.byteLength(DataType) + value;
    },
  );
  return Buffer.byteLength(content.MessageBody) + attributes.reduce((sum, bytes) => sum + bytes, 0);
}

/** Adds one message to the queue and answers like SendMessage. Throws AwsError for what SQS would refuse. */
export function sendTo(queue: Queue, content: Content, from: { readonly senderId: string; readonly now: number }) {
  checkContent(content);
  const attributes = content.MessageAttributes ?? {};
  const traceHeader = content.MessageSystemAttributes?.AWSTraceHeader?.StringValue;
  const message = newMessage({
    body: content.MessageBody,
    attributes,
    ...(traceHeader === undefined ? {} : { traceHeader }),
    senderId: from.senderId,
    sentAt: from.now,
  });
  queue.add(message, (content.DelaySeconds ?? queue.settings.delaySeconds) * 1000);
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5OfBody(message.body),
    MD5OfMessageAttributes: md5OfAttributes(attributes),
    MD5OfMessageSystemAttributes: md5OfAttributes(content.MessageSystemAttributes ?? {}),
  };
}

function checkContent(content: Content) {
  requireRange('DelaySeconds', content.DelaySeconds, 0, 900);
  if (content.MessageBody === '') {
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  }
  if (sizeOf(content) > largestMessageBytes) {
    const reason = `Message must be shorter than ${largestMessageBytes} bytes.`;
    throw new AwsError('InvalidParameterValue', `One or more parameters are invalid. Reason: ${reason}`);
  }
  if (!allowedText.test(content.MessageBody)) {
    const text =
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD';
    throw new AwsError('InvalidMessageContents', `${text} | #x10000 to #x10FFFF.`);
  }
  const attributes = Object.entries(content.MessageAttributes ?? {});
  if (attributes.length > 10) {
    const text = `Number of message attributes [${attributes.length}] exceeds the allowed maximum [10].`;
    throw new AwsError('InvalidParameterValue', text);
  }
  for (const [name, { DataType, StringValue, BinaryValue }] of attributes) {
    const value = /^Binary(\.|$)/.test(DataType)
      ? BinaryValue
      : /^(String|Number)(\.|$)/.test(DataType)
        ? StringValue
        : undefined;
    if (!value) {
      const text = `The message attribute '${name}' with type '${DataType}' must use a non-empty field of its type.`;
      throw new AwsError('InvalidParameterValue', text);
    }
  }
}
