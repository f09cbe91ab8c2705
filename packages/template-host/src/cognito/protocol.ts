import type * as v from 'valibot';
import { jsonProtocol } from '../aws/json-protocol.ts';
import { AwsError, type AwsRequest, type AwsResponse } from '../aws/service.ts';

/** Bad input becomes InvalidParameterException, which names the member and never its value (a password). */
export const json = jsonProtocol({
  version: '1.1',
  target: 'AWSCognitoIdentityProviderService',
  refuse({ kind, member, rule }) {
    if (kind === 'not-json') return new AwsError('SerializationException', 'Could not parse request body into json');
    const at = member === '' ? 'body' : member.charAt(0).toLowerCase() + member.slice(1);
    const constraint = kind === 'missing' ? 'Member must not be null' : `Member must fit ${rule}`;
    return new AwsError(
      'InvalidParameterException',
      `1 validation error detected: Value at '${at}' failed to satisfy constraint: ${constraint}`,
    );
  },
});

export type Answer = Record<string, unknown>;
export type Operation = (request: AwsRequest) => Promise<Answer>;

/** One operation: its input's schema, and its work. */
export const operation =
  <Input>(schema: v.GenericSchema<unknown, Input>, run: (input: Input) => Answer | Promise<Answer>): Operation =>
  async (request) =>
    run(json.read(request, schema));

/** An error answer; Cognito also puts its text into a header. */
export const cognitoFailure = (error: AwsError): AwsResponse =>
  json.failure(error, { headers: { 'x-amzn-errormessage': headerText(error.message) } });

// A function's own error text may contain characters that headers cannot.
const headerText = (text: string) => text.replace(/[^\x20-\x7e]/g, '?');
