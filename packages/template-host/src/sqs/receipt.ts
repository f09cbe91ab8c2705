import { randomUUID } from 'node:crypto';
import { AwsError } from '#host/aws/service.ts';

const mark = 'AQEB';

/** A handle for one receipt of a message: opaque to the client, it says whose receipt it is. */
export const issueReceipt = (messageId: string): string =>
  mark + Buffer.from(`${messageId} ${randomUUID()}`).toString('base64');

/** The id of the message a handle belongs to. Throws ReceiptHandleIsInvalid for what was never issued. */
export function readReceipt(handle: string): string {
  const [id = '', nonce = ''] = Buffer.from(handle.slice(mark.length), 'base64').toString('utf8').split(' ');
  if (!handle.startsWith(mark) || id.length !== 36 || nonce.length !== 36) {
    throw new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`);
  }
  return id;
}
