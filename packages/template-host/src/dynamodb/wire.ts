import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import * as v from 'valibot';
import { AwsError, type AwsRequest, type AwsResponse } from '../aws/service.ts';
import type { Input, Output } from './dynalite-actions.ts';

const largestRequest = 16 * 1024 * 1024;
const object = v.record(v.string(), v.unknown());
const parsed = new WeakMap<AwsRequest, Input>();

/** The body, parsed once however often it is asked for. @throws AwsError SerializationException */
export function readInput(request: AwsRequest): Input {
  const known = parsed.get(request);
  if (known) return known;
  if (request.body.length > largestRequest)
    throw new AwsError('RequestEntityTooLargeException', 'Request body is larger than 16 MB', 413);
  const input = parseObject(request.body.toString());
  parsed.set(request, input);
  return input;
}

function parseObject(text: string): Input {
  try {
    return v.parse(object, JSON.parse(text));
  } catch {
    throw new AwsError('SerializationException', 'The request is not a JSON object');
  }
}

/** The operation that `X-Amz-Target: DynamoDB_20120810.<operation>` names, known or not. */
export const targetOf = ({ headers }: AwsRequest): string =>
  /^DynamoDB_20120810\.(\w+)$/.exec(String(headers['x-amz-target'] ?? ''))?.[1] ?? '';

function respond(status: number, output: Output): AwsResponse {
  const body = Buffer.from(JSON.stringify(output));
  return {
    status,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': String(body.length),
      'x-amzn-requestid': randomBytes(26).toString('hex').toUpperCase(),
      'x-amz-crc32': String(crc32(body)),
    },
    body,
  };
}

export const answer = (output: Output) => respond(200, output);

/** Where AWS says an error comes from; the SDK reads what stands after the `#`. */
const originOf: Record<string, string> = {
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  AccessDeniedException: 'com.amazon.coral.service',
  ThrottlingException: 'com.amazon.coral.availability',
};

/** A cancelled transaction that names no reasons was injected as a fault: then somebody else held the items. */
function conflictReasons(request: AwsRequest): Output {
  const entries = readInput(request).TransactItems;
  if (!Array.isArray(entries)) return {};
  const Message = 'Transaction is ongoing for the item';
  return { CancellationReasons: entries.map(() => ({ Code: 'TransactionConflict', Message })) };
}

/** An error in the JSON protocol of DynamoDB. */
export function wordFailure(error: AwsError, request: AwsRequest): AwsResponse {
  const origin = originOf[error.code] ?? 'com.amazonaws.dynamodb.v20120810';
  const isBare = error.code === 'TransactionCanceledException' && !('CancellationReasons' in error.fields);
  const reasons = isBare ? conflictReasons(request) : {};
  return respond(error.status, {
    __type: `${origin}#${error.code}`,
    message: error.message,
    ...reasons,
    ...error.fields,
  });
}
