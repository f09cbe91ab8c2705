import type { Page, Route } from 'playwright-core';
import * as v from 'valibot';
import { type Contract, contract } from '#shared/contract/contract.ts';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import { type ProblemCode, problemTable } from '#shared/contract/problems.ts';

type EndpointName = keyof Contract;

/** An answer as it is sent; `cut`: the connection breaks; `held`: no answer as long as the state lasts. */
type Wire = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };
export type Canned = Wire | 'cut' | 'held';

/** The API's answers by endpoint; those of a list come in turn, and the last one from then on. */
export type Answers = { readonly [N in EndpointName]?: Canned | readonly Canned[] };

/** An answer that the contract allows. Throws where it does not: canned answers cannot drift from the API. */
export function says(name: EndpointName, status: number, body?: unknown): Wire {
  const { answers }: EndpointContract = contract[name];
  const schema = answers[status];
  if (schema === undefined) throw new Error(`${name} never answers ${status}`);
  return schema === null ? { status } : { status, body: v.parse(schema, body) };
}

/** A problem (RFC 9457) with its details. */
export function refuses(code: ProblemCode, extra: Readonly<Record<string, unknown>> = {}, retryAfter?: number): Wire {
  const { status, title } = problemTable[code];
  const body = { type: `/problems/${code}`, title, status, ...extra };
  return retryAfter === undefined ? { status, body } : { status, body, headers: { 'retry-after': String(retryAfter) } };
}

const routes = Object.entries(contract).map(([name, { method, path }]) => ({
  name: name as EndpointName,
  method,
  pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
}));

/**
 * Answers the page's calls instead of the portal, for states that a running portal shows seldom. An unforeseen call
 * is a 404 and is reported to `onSurprise`. Returns how to change the answers later on.
 */
export async function answerWith(page: Page, first: Answers, onSurprise: (call: string) => void) {
  let answers = first;
  const said = new Map<EndpointName, number>();

  const next = (name: EndpointName): Canned | undefined => {
    const given = answers[name];
    if (!isList(given)) return given;
    const count = said.get(name) ?? 0;
    said.set(name, count + 1);
    return given[Math.min(count, given.length - 1)];
  };

  await page.route('**/api/**', async (route: Route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    const name = routes.find(({ method, pattern }) => method === request.method() && pattern.test(pathname))?.name;
    const answer = name && next(name);
    if (answer === undefined) onSurprise(`${request.method()} ${pathname}`);
    if (answer === 'held') return;
    if (answer === 'cut') return route.abort('connectionfailed');
    const { status, headers = {}, body } = answer ?? refuses('not-found');
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    await route.fulfill({
      status,
      headers: { ...headers, 'content-type': type },
      body: body === undefined ? '' : JSON.stringify(body),
    });
  });
  return (change: Answers) => {
    answers = { ...answers, ...change };
    said.clear();
  };
}

const isList = (given: Canned | readonly Canned[] | undefined): given is readonly Canned[] => Array.isArray(given);
