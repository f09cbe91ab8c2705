import { describe, expect, it } from 'vitest';
import { apiEvent } from '#host/edge/api-event.ts';
import { compileEdgeFunction } from '#host/edge/edge-function.ts';
import type { HttpRequest } from '#host/edge/http.ts';

/** Names that every object of JavaScript has already. */
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf', '__defineGetter__'];

const aRequest = (more: Partial<HttpRequest>): HttpRequest => ({
  ...{ method: 'GET', path: '/', query: '', headers: {}, body: Buffer.alloc(0), address: '192.0.2.1' },
  ...more,
});
const heldByAll = () =>
  JSON.stringify([Object.getOwnPropertyNames(Object.prototype), Object.getOwnPropertyNames(Object)]);

describe('names that a viewer chooses are names of objects, too', () => {
  const edge = compileEdgeFunction(
    'f',
    `function handler(event) {
      const { request } = event;
      request.headers['x-seen'] = { value: Object.keys(request.cookies).concat(Object.keys(request.querystring)).join(' ') };
      return request;
    }`,
    { id: 'D', domainName: 'd.example' },
  );

  it.each(names)('a cookie and a query parameter %s reach the edge function and change nothing else', async (name) => {
    const before = heldByAll();
    const headers = Object.fromEntries([
      ['cookie', `${name}=1; a=2; ${name}=3`],
      [name.toLowerCase(), 'x'],
    ]);
    const answer = await edge.onRequest(aRequest({ query: `${name}=4&b=5`, headers }));
    expect(answer).toMatchObject({ request: { headers: { 'x-seen': `${name} a ${name} b` } } });
    expect(heldByAll()).toBe(before);
    const next = await edge.onRequest(aRequest({ headers: { cookie: 'a=2' } }));
    expect(next).toMatchObject({ request: { headers: { cookie: 'a=2', 'x-seen': 'a' } } });
  });

  it.each(names)('a query parameter %s is a parameter of the function’s event', (name) => {
    const event = apiEvent(aRequest({ query: `${name}=1&${name}=2` }), {
      ...{ apiId: 'a', domainName: 'a.example', stage: '$default', routeKey: '$default', requestId: '1', now: 0 },
      ...{ pathParameters: {}, stageVariables: {}, authorizer: undefined },
    });
    expect(JSON.stringify(event)).toContain(`"queryStringParameters":{"${name}":"1,2"}`);
  });
});
