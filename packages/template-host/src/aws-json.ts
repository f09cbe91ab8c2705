import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { AwsError, type AwsRequest, type AwsResponse } from '#host/aws/service.ts';

/** What is wrong with a request body, for a service to say in its own words. */
export type BodyProblem = {
  readonly kind: 'not-json' | 'missing' | 'type' | 'value';
  /** The member's path, `Entries.0.Id`. */
  readonly member: string;
  readonly message: string;
};

/** A service's own error for a wrong body. */
export type Refuse = (problem: BodyProblem) => AwsError;

/** The operation that X-Amz-Target names, e.g. `SendMessage` of `AmazonSQS.SendMessage`. Throws UnknownOperationException. */
export function targetOperation<Name extends string>(
  request: AwsRequest,
  prefix: string,
  known: readonly Name[],
): Name {
  const target = String(request.headers['x-amz-target'] ?? '');
  const name = known.find((candidate) => target === `${prefix}.${candidate}`);
  if (!name) throw new AwsError('UnknownOperationException', `The operation ${target} is not known here.`, 400);
  return name;
}

/** The body as `schema` wants it; an empty one counts as `{}`. Throws what `refuse` makes of the first problem. */
export function parseJsonBody<Output>(
  request: AwsRequest,
  schema: v.GenericSchema<unknown, Output>,
  refuse: Refuse,
): Output {
  const parsed = v.safeParse(schema, readJson(request, refuse), { abortEarly: true });
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const member = v.getDotPath(issue) ?? '';
  const kind = issue.received === 'undefined' ? 'missing' : issue.kind === 'schema' ? 'type' : 'value';
  throw refuse({ kind, member, message: issue.message });
}

function readJson(request: AwsRequest, refuse: Refuse): unknown {
  if (request.body.length === 0) return {};
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    throw refuse({ kind: 'not-json', member: '', message: 'The body is not JSON' });
  }
}

/** An answer in AWS JSON, protocol version 1.0 or 1.1. */
export const jsonAnswer = (version: '1.0' | '1.1', body: unknown): AwsResponse => ({
  status: 200,
  headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify(body),
});

/** An error in AWS JSON. `type` is the full shape name where the service answers with one. */
export const jsonFailure = (
  version: '1.0' | '1.1',
  error: AwsError,
  options: { readonly type?: string; readonly headers?: Record<string, string> } = {},
): AwsResponse => ({
  status: error.status,
  headers: {
    'content-type': `application/x-amz-json-${version}`,
    'x-amzn-requestid': randomUUID(),
    'x-amzn-errortype': options.type ?? error.code,
    ...options.headers,
  },
  body: JSON.stringify({
    ...error.fields,
    __type: options.type ?? error.code,
    message: error.message,
    Message: error.message,
  }),
});
