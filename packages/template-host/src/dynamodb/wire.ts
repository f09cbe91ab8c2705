import * as v from 'valibot';
import { jsonProtocol } from '../aws/json-protocol.ts';
import { AwsError, type AwsRequest, type AwsResponse } from '../aws/service.ts';
import type { Input } from './dynalite-actions.ts';
import { throttleWords } from './throttle-words.ts';

/** The origin that AWS states for an error; the SDK reads the part after `#`. */
const originOf: Record<string, string> = {
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  AccessDeniedException: 'com.amazon.coral.service',
  ThrottlingException: 'com.amazon.coral.availability',
};

export const json = jsonProtocol({
  version: '1.0',
  target: 'DynamoDB_20120810',
  refuse: () => new AwsError('SerializationException', 'The request is not a JSON object'),
  typeOf: (code) => `${originOf[code] ?? 'com.amazonaws.dynamodb.v20120810'}#${code}`,
});

const largestRequest = 16 * 1024 * 1024;
const object = v.record(v.string(), v.unknown());

/** The body as an object. @throws AwsError SerializationException, RequestEntityTooLargeException */
export function readInput(request: AwsRequest): Input {
  if (request.body.length > largestRequest)
    throw new AwsError('RequestEntityTooLargeException', 'Request body is larger than 16 MB', 413);
  return json.read(request, object);
}

/** AWS's messages for reasons that faults name (API reference, TransactWriteItems, "Errors"). */
const reasonTexts: Readonly<Record<string, string>> = {
  TransactionConflict: 'Transaction is ongoing for the item',
  ConditionalCheckFailed: 'The conditional request failed',
  ...throttleWords,
};

const namedReasons = v.object({ CancellationReasons: v.array(v.looseObject({ Code: v.string() })) });

/**
 * One reason for each item of a cancelled transaction. An error with fewer reasons was requested as a fault: the other items have
 * none. An error without reasons means that somebody else held the items.
 */
function reasonsOf(error: AwsError, request: AwsRequest): object {
  const entries = readInput(request).TransactItems;
  if (!Array.isArray(entries)) return {};
  const named = v.is(namedReasons, error.fields) ? error.fields.CancellationReasons : undefined;
  const CancellationReasons = entries.map((_, index) => {
    const reason = named ? (named[index] ?? { Code: 'None' }) : { Code: 'TransactionConflict' };
    const Message = reasonTexts[reason.Code];
    return Message === undefined ? reason : { Message, ...reason };
  });
  return { CancellationReasons };
}

/** An error in the JSON protocol of DynamoDB. */
export function wordFailure(error: AwsError, request: AwsRequest): AwsResponse {
  if (error.code !== 'TransactionCanceledException') return json.failure(error);
  const fields = { ...error.fields, ...reasonsOf(error, request) };
  return json.failure(new AwsError(error.code, error.message, error.status, fields));
}
