import type * as v from 'valibot';
import type { ProblemCode } from './problems.ts';

/** Any schema whose parsed value is `T`. */
export type Schema<T = unknown> = v.GenericSchema<unknown, T>;

/**
 * Who may call: anybody · `account`: a signed-in customer (the pool's access token) · `iam`: AWS credentials (SigV4),
 * for the helpdesk.
 */
export type Auth = 'none' | 'account' | 'iam';

/**
 * One endpoint, declared once. Its name is also its folder under functions/, its construct, its log group and its alarm. API
 * Gateway's route, the handler's validation, the web client's types and docs/openapi.json derive from this.
 */
export type EndpointContract = {
  readonly name: string;
  readonly summary: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/api/${string}`;
  readonly auth: Auth;
  readonly pathParameters?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  /** The successful answers: status -> body schema; `null` is an empty body. */
  readonly answers: Readonly<Record<number, Schema | null>>;
  /** The problems that it can answer, besides those of every endpoint (`commonProblems`). */
  readonly problems: readonly ProblemCode[];
};

/** The problems that every endpoint may answer. */
export const commonProblems = [
  'forbidden',
  'invalid-request',
  'invalid-fields',
  'payload-too-large',
  'unsupported-media-type',
  'too-many-requests',
  'unexpected',
  'busy',
] as const satisfies readonly ProblemCode[];

/** Declares an endpoint; it only keeps the exact types. */
export const defineEndpoint = <const E extends EndpointContract>(endpoint: E): E => endpoint;

type Output<S> = S extends Schema<infer T> ? T : S extends null ? null : undefined;

/** The parsed parts of a call, as an endpoint's behaviour gets them. */
export type BodyOf<E extends EndpointContract> = E extends { body: infer S } ? Output<S> : undefined;
export type PathOf<E extends EndpointContract> = E extends { pathParameters: infer S } ? Output<S> : undefined;
export type QueryOf<E extends EndpointContract> = E extends { query: infer S } ? Output<S> : undefined;

/** Every answer of an endpoint: a status with its body. */
export type AnswerOf<E extends EndpointContract> = {
  [S in keyof E['answers'] & number]: { readonly status: S; readonly body: Output<E['answers'][S]> };
}[keyof E['answers'] & number];
