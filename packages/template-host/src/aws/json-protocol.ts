import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { AwsError, type AwsRequest, type AwsResponse } from './service.ts';

/** The problem of a request body; each service words it itself. */
export type BodyProblem = {
  readonly kind: 'not-json' | 'missing' | 'type' | 'value';
  /** The member's path, `Entries.0.Id`. */
  readonly member: string;
  readonly message: string;
  /** The broken rule: `string`, `max_length` …; empty for a body that is not JSON. */
  readonly rule: string;
};

/** A service's own error for a wrong body. */
export type Refuse = (problem: BodyProblem) => AwsError;

type Words = {
  readonly version: '1.0' | '1.1';
  /** The part of X-Amz-Target before the operation. */
  readonly target: string;
  readonly refuse: Refuse;
  /** An error's `__type`; default: its bare code. */
  readonly typeOf?: (code: string) => string;
};

/** AWS JSON as one service speaks it. */
export type JsonProtocol = {
  /** The operation that X-Amz-Target names. Throws UnknownOperationException if it is not among `known`. */
  readonly operation: <Name extends string>(request: AwsRequest, known: readonly Name[]) => Name;
  /** Parses the body by `schema`; an empty one counts as `{}`. Throws `refuse`'s error for the first problem. */
  readonly read: <Output>(request: AwsRequest, schema: v.GenericSchema<unknown, Output>) => Output;
  readonly answer: (body: object) => AwsResponse;
  /** An error answer, with fields and headers that only this service adds. */
  readonly failure: (
    error: AwsError,
    more?: { readonly fields?: object; readonly headers?: Readonly<Record<string, string>> },
  ) => AwsResponse;
};

/** Each body is parsed only once, because it may have many megabytes. */
const parsedBodies = new WeakMap<AwsRequest, unknown>();

/** AWS JSON with the words of one service. */
export function jsonProtocol({ version, target, refuse, typeOf = (code) => code }: Words): JsonProtocol {
  function respond(status: number, value: object, headers: Readonly<Record<string, string>> = {}): AwsResponse {
    const body = Buffer.from(JSON.stringify(value));
    return {
      status,
      headers: {
        'content-type': `application/x-amz-json-${version}`,
        'content-length': String(body.length),
        'x-amzn-requestid': randomUUID(),
        ...headers,
      },
      body,
    };
  }

  function bodyOf(request: AwsRequest): unknown {
    if (parsedBodies.has(request)) return parsedBodies.get(request);
    const body = request.body.length === 0 ? {} : parse(request.body.toString('utf8'));
    parsedBodies.set(request, body);
    return body;
  }

  function parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw refuse({ kind: 'not-json', member: '', message: 'The body is not JSON', rule: '' });
    }
  }

  return {
    operation(request, known) {
      const named = String(request.headers['x-amz-target'] ?? '');
      const name = known.find((candidate) => named === `${target}.${candidate}`);
      if (!name) throw new AwsError('UnknownOperationException', `The operation ${named} is not known here.`, 400);
      return name;
    },
    read(request, schema) {
      const parsed = v.safeParse(schema, bodyOf(request), { abortEarly: true });
      if (parsed.success) return parsed.output;
      const issue = parsed.issues[0];
      const member = v.getDotPath(issue) ?? '';
      const kind = issue.received === 'undefined' ? 'missing' : issue.kind === 'schema' ? 'type' : 'value';
      throw refuse({ kind, member, message: issue.message, rule: issue.type });
    },
    answer: (body) => respond(200, body),
    failure(error, { fields, headers } = {}) {
      const type = typeOf(error.code);
      const body = { ...fields, ...error.fields, __type: type, message: error.message };
      return respond(error.status, body, { 'x-amzn-errortype': type, ...headers });
    },
  };
}
