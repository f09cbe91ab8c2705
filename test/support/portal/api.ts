import * as v from 'valibot';
import { expect } from 'vitest';
import { type ProblemCode, problemTable } from '#shared/contract/problems.ts';
import { withLines } from '#test/support/eventually.ts';
import type { Portal } from './portal.ts';

export type Sent = {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly rawBody?: string | Uint8Array<ArrayBuffer>;
  readonly token?: string | undefined;
  readonly cookie?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined for none. */
  readonly body: unknown;
  /** Set-Cookie values. */
  readonly cookies: readonly string[];
};

/** One call of the portal's API as a browser would send it; `path` begins after `/api/`. */
export async function callApi(portal: Portal, method: string, path: string, sent: Sent = {}): Promise<Answer> {
  const body = sent.rawBody ?? (sent.body === undefined ? null : JSON.stringify(sent.body));
  const response = await fetch(`${portal.url}/api/${path}`, {
    method,
    headers: {
      ...(body === null ? {} : { 'content-type': 'application/json' }),
      ...(sent.token === undefined ? {} : { authorization: `Bearer ${sent.token}` }),
      ...(sent.cookie === undefined ? {} : { cookie: sent.cookie }),
      ...sent.headers,
    },
    body,
  });
  const text = await response.text();
  const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : undefined,
    cookies: response.headers.getSetCookie(),
  };
}

const problemSchema = v.looseObject({ type: v.string(), title: v.string(), status: v.number() });

/** Checks that an answer is this problem, whole and in RFC 9457's form; returns its body. */
export function expectProblem(answer: Answer, code: ProblemCode) {
  const { status, title } = problemTable[code];
  expect(answer.text).toContain(`"/problems/${code}"`);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const problem = v.parse(problemSchema, answer.body);
  expect(problem).toMatchObject({ type: `/problems/${code}`, title, status });
  return problem;
}

/** The parsed answer of a call that must succeed. Throws with the call, the status and the body otherwise. */
export async function succeed<S extends v.GenericSchema>(
  portal: Portal,
  [method, path]: readonly [string, string],
  schema: S,
  sent: Sent = {},
): Promise<{ readonly body: v.InferOutput<S>; readonly answer: Answer }> {
  const answer = await callApi(portal, method, path, sent);
  if (answer.status >= 300)
    throw new Error(withLines(`${method} /api/${path} answered ${answer.status} ${answer.text}`, portal.printed));
  return { body: v.parse(schema, answer.body), answer };
}
