import type { AwsRequest, AwsResponse } from './service.ts';

const message = 'The local host does not play this service';

/** The refusal (400) of a call to a service that the local host does not play, in JSON or in the query protocol's XML. */
export function notPlayed(headers: AwsRequest['headers']): AwsResponse {
  if (headers['x-amz-target'] !== undefined) {
    const body = JSON.stringify({ __type: 'UnknownOperationException', message });
    return { status: 400, headers: { 'content-type': 'application/x-amz-json-1.1' }, body };
  }
  const error = `<Error><Type>Sender</Type><Code>InvalidAction</Code><Message>${message}</Message></Error>`;
  const body = `<ErrorResponse>${error}</ErrorResponse>`;
  return { status: 400, headers: { 'content-type': 'text/xml' }, body };
}
