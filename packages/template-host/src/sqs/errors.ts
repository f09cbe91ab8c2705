import { jsonProtocol, type Refuse } from '#host/aws/json-protocol.ts';
import { AwsError, type AwsResponse } from '#host/aws/service.ts';

/** The names of SQS's older query protocol, which its JSON answers still carry in `x-amzn-query-error`. */
const queryCodes: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
};

/** InvalidParameterValue in SQS's words, for a value out of bounds. */
export const invalidParameter = (name: string, value: unknown, reason: string): AwsError =>
  new AwsError('InvalidParameterValue', `Value ${value} for parameter ${name} is invalid. Reason: ${reason}`);

/** Throws InvalidParameterValue unless `value` is a whole number from `least` to `most`, or absent. */
export function requireRange(name: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw invalidParameter(name, value, `Must be between ${least} and ${most}, if provided.`);
}

export const noSuchQueue = (): AwsError =>
  new AwsError('QueueDoesNotExist', 'The specified queue does not exist for this wsdl version.');

export const noSuchResource = (): AwsError =>
  new AwsError(
    'ResourceNotFoundException',
    "The resource that you specified for the SourceArn parameter doesn't exist.",
  );

/** SQS's words for a body of the wrong form. */
const refuseBody: Refuse = ({ kind, member, message }) => {
  if (kind === 'missing') return new AwsError('MissingParameter', `The request must contain the parameter ${member}.`);
  if (kind === 'value') return new AwsError('InvalidParameterValue', `${member}: ${message}`);
  return new AwsError('SerializationException', `${member} ${message}`.trim());
};

export const json = jsonProtocol({
  version: '1.0',
  target: 'AmazonSQS',
  refuse: refuseBody,
  typeOf: (code) => `com.amazonaws.sqs#${code}`,
});

/** An error in SQS's JSON protocol, with the query code that older clients look for. */
export function sqsFailure(error: AwsError): AwsResponse {
  const fault = error.status >= 500 ? 'Receiver' : 'Sender';
  return json.failure(error, {
    headers: { 'x-amzn-query-error': `${queryCodes[error.code] ?? error.code};${fault}` },
  });
}
