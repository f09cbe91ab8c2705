import * as v from 'valibot';
import { AwsError, type AwsRequest, type AwsResponse } from '../aws/service.ts';

const target = /^AWSCognitoIdentityProviderService\.([A-Za-z]+)$/;
const contentType = 'application/x-amz-json-1.1';

/** The operation that X-Amz-Target names; undefined when it names none of this service. */
export function targetOperation({ headers }: AwsRequest): string | undefined {
  const value = headers['x-amz-target'];
  return typeof value === 'string' ? target.exec(value)?.[1] : undefined;
}

/** The body as JSON; throws SerializationException. */
export function readBody({ body }: AwsRequest): unknown {
  try {
    return JSON.parse(body.toString('utf8') || '{}');
  } catch {
    throw new AwsError('SerializationException', 'Could not parse request body into json');
  }
}

export type Answer = Record<string, unknown>;
export type Operation = (body: unknown) => Promise<Answer>;

/** One operation: what it takes, and what it does with it. Bad input is InvalidParameterException, which names the member and never its value (a password). */
export function operation<Input>(
  schema: v.GenericSchema<unknown, Input>,
  run: (input: Input) => Answer | Promise<Answer>,
): Operation {
  return async (body) => {
    const result = v.safeParse(schema, body, { abortEarly: true });
    if (result.success) return await run(result.output);
    const [issue] = result.issues;
    const member = v.getDotPath(issue) ?? 'body';
    const constraint = issue.received === 'undefined' ? 'Member must not be null' : `Member must fit ${issue.type}`;
    throw new AwsError(
      'InvalidParameterException',
      `1 validation error detected: Value at '${member.charAt(0).toLowerCase()}${member.slice(1)}' failed to satisfy constraint: ${constraint}`,
    );
  };
}

/** An answer in AWS JSON 1.1. */
export const jsonAnswer = (answer: Answer): AwsResponse => ({
  status: 200,
  headers: { 'content-type': contentType },
  body: JSON.stringify(answer),
});

/** An error in AWS JSON 1.1. */
export const jsonFailure = (error: AwsError): AwsResponse => ({
  status: error.status,
  headers: {
    'content-type': contentType,
    'x-amzn-errortype': error.code,
    'x-amzn-errormessage': headerText(error.message),
  },
  body: JSON.stringify({ ...error.fields, __type: error.code, message: error.message }),
});

// A function's own error text may hold what no header can carry.
const headerText = (text: string) => text.replace(/[^\x20-\x7e]/g, '?');
