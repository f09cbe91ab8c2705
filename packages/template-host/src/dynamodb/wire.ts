import * as v from 'valibot';
import { jsonProtocol } from '../aws/json-protocol.ts';
import { AwsError, type AwsRequest, type AwsResponse } from '../aws/service.ts';
import type { Input } from './dynalite-actions.ts';

/** Where AWS says an error comes from; the SDK reads what follows the `#`. */
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

/** A cancelled transaction that names no reasons was injected as a fault: then somebody else held the items. */
function conflictReasons(request: AwsRequest): object {
  const entries = readInput(request).TransactItems;
  if (!Array.isArray(entries)) return {};
  const Message = 'Transaction is ongoing for the item';
  return { CancellationReasons: entries.map(() => ({ Code: 'TransactionConflict', Message })) };
}

/** An error in the JSON protocol of DynamoDB. */
export function wordFailure(error: AwsError, request: AwsRequest): AwsResponse {
  const isBare = error.code === 'TransactionCanceledException' && !('CancellationReasons' in error.fields);
  return json.failure(error, { fields: isBare ? conflictReasons(request) : {} });
}
