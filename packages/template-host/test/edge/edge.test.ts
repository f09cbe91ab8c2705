import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { accessLine } from '#host/edge/access-log.ts';
import { apiAnswer } from '#host/edge/api-answer.ts';
import { apiEvent } from '#host/edge/api-event.ts';
import { createBucketOrigin } from '#host/edge/bucket-origin.ts';
import { type Behaviour, createDistribution, matchesPathPattern, type Origin } from '#host/edge/distribution.ts';
import { compileEdgeFunction } from '#host/edge/edge-function.ts';
import type { HttpRequest, HttpResponse } from '#host/edge/http.ts';
import { authorizeIam } from '#host/edge/iam-authorizer.ts';
import { authorizeJwt } from '#host/edge/jwt-authorizer.ts';
import { matchRoute, parseRouteKey } from '#host/edge/routes.ts';

const aRequest = (more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  path: '/',
  query: '',
  headers: {},
  body: Buffer.alloc(0),
  address: '192.0.2.1',
  ...more,
});
const headersOf = ({ headers }: HttpResponse) => Object.fromEntries(headers);

describe('routes', () => {
  const routes = ['ANY /a/{proxy+}', 'ANY /a/fixed', 'GET /a/{id}', 'GET /a/fixed', 'POST /a/{id}/b', '$default'].map(
    (key) => ({ routeKey: parseRouteKey(key) }),
  );
  it.each([
    ['GET', '/a/fixed', 'GET /a/fixed'],
    ['PUT', '/a/fixed', 'ANY /a/fixed'],
    ['GET', '/a/1', 'GET /a/{id}'],
    ['PUT', '/a/1', 'ANY /a/{proxy+}'],
    ['POST', '/a/1/b', 'POST /a/{id}/b'],
    ['POST', '/a/1/c', 'ANY /a/{proxy+}'],
    ['GET', '/b', '$default'],
  ])('%s %s is %s', (method, path, key) => {
    expect(matchRoute(routes, method, path)?.route.routeKey.key).toBe(key);
  });
  it('path parameters are decoded', () => {
    expect(matchRoute(routes, 'GET', '/a/x%2Fy')?.pathParameters).toEqual({ id: 'x/y' });
  });
});

describe('the event of a request', () => {
  const eventOf = (type: string | undefined, body: string) =>
    v.parse(
      v.object({ body: v.string(), isBase64Encoded: v.boolean() }),
      apiEvent(aRequest({ headers: type === undefined ? {} : { 'content-type': type }, body: Buffer.from(body) }), {
        ...{ apiId: 'a', domainName: 'a.example', stage: '$default', routeKey: '$default', requestId: '1', now: 0 },
        ...{ pathParameters: {}, stageVariables: {}, authorizer: undefined },
      }),
    );
  it.each([
    ['application/json', 'text'],
    ['application/problem+json', 'text'],
    ['text/csv', 'text'],
    ['application/x-www-form-urlencoded', 'text'],
    ['application/pdf', 'base64'],
    // API Gateway does not guess: what says nothing of its type may be anything.
    [undefined, 'base64'],
  ])('brings a body of the type %s as %s', (type, form) => {
    const body = form === 'text' ? '{"a":1}' : Buffer.from('{"a":1}').toString('base64');
    expect(eventOf(type, '{"a":1}')).toEqual({ body, isBase64Encoded: form === 'base64' });
  });
});

describe('a function’s answer', () => {
  it('a bare object is a 200 with JSON', () => {
    const answer = apiAnswer({ a: 1 });
    expect([answer.status, headersOf(answer)['content-type'], answer.body.toString()]).toEqual([
      200,
      'application/json',
      '{"a":1}',
    ]);
  });
  it('base64 becomes bytes', () => {
    expect(apiAnswer({ statusCode: 200, body: 'AAE=', isBase64Encoded: true }).body).toEqual(Buffer.from([0, 1]));
  });
  it('one that cannot be read is a 500', () => {
    expect(apiAnswer({ statusCode: 'ok' }).status).toBe(500);
  });
});

describe('the JWT authorizer', async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256' }] };
  const now = Date.parse('2027-01-01T12:00:00Z');
  const authorizer = { issuer: 'https://issuer', audience: ['client'], header: 'authorization' };
  const token = (claims: Record<string, unknown> = {}, issuer = 'https://issuer') =>
    new SignJWT({ client_id: 'client', scope: 'read', groups: ['x', 'y'], ...claims })
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(issuer)
      .setIssuedAt(now / 1000 - 60)
      .setExpirationTime(now / 1000 + 60)
      .sign(privateKey);
  const judge = async (text: string, { at = now, scopes = [] as string[] } = {}) =>
    authorizeJwt(aRequest({ headers: { authorization: text } }), authorizer, { keys, scopes, now: at });

  it('lets a good token in and passes its claims as text', async () => {
    const verdict = await judge(`Bearer ${await token()}`);
    expect(verdict).toMatchObject({
      allowed: true,
      authorizer: { jwt: { claims: { client_id: 'client', groups: '[x y]' }, scopes: null } },
    });
  });
  it.each<[string, () => Promise<string>, number]>([
    ['none', async () => '', 401],
    ['another issuer’s', () => token({}, 'https://other'), 401],
    ['one for another client', () => token({ client_id: 'other' }), 401],
    ['one for another audience', () => token({ aud: 'other' }), 401],
  ])('refuses %s', async (_, make, status) => {
    expect(await judge(await make())).toMatchObject({ allowed: false, status });
  });
  it('a token ends by the moved clock', async () => {
    expect(await judge(await token(), { at: now + 61_000 })).toMatchObject({ allowed: false, status: 401 });
  });
  it('a missing scope is a 403', async () => {
    expect(await judge(await token(), { scopes: ['write'] })).toMatchObject({ allowed: false, status: 403 });
  });
});

it('an AWS_IAM route refuses a call without a signature', async () => {
  const needs = { clock: { now: Date.now }, credentials: () => undefined, policiesOf: () => [] };
  expect(await authorizeIam(aRequest(), 'arn:x', needs)).toMatchObject({ allowed: false, status: 403 });
});

describe('an access log', () => {
  it('is written in the format, with - for unknown values', () => {
    const line = accessLine('{"status":"$context.status","agent":"$context.identity.userArn"}');
    expect(line({ status: 403 })).toBe('{"status":"403","agent":"-"}');
  });
  it('a variable that is not played is refused', () => {
    expect(() => accessLine('$context.authorizer.principalId')).toThrow('$context.authorizer.principalId');
  });
});

describe('CloudFront', () => {
  it.each([
    ['/api/*', '/api/x', true],
    ['/api/*', '/api', false],
    ['*.pdf', '/a/b.pdf', true],
    ['/a?c', '/abc', true],
    ['/a.c', '/abc', false],
  ])('pattern %s and path %s: %s', (pattern, path, fits) => {
    expect(matchesPathPattern(pattern, path)).toBe(fits);
  });

  const seen: HttpRequest[] = [];
  const origin = (name: string): Origin => ({
    domainName: `${name}.example`,
    path: '',
    headers: {},
    fetch: async (request) => {
      seen.push(request);
      return { status: 200, headers: [['content-type', 'text/html']], body: Buffer.from(name.padEnd(2000, '.')) };
    },
  });
  const behaviour = (pathPattern: string, name: string, more: Partial<Behaviour> = {}): Behaviour => ({
    pathPattern,
    origin: origin(name),
    methods: ['GET', 'HEAD'],
    onRequest: undefined,
    onResponse: undefined,
    headersPolicy: undefined,
    originRule: 'nothing',
    compresses: false,
    ...more,
  });
  const edge = compileEdgeFunction(
    'f',
    'async function handler(e) { e.request.headers["x-viewer"] = { value: e.viewer.ip }; return e.request; }',
    {
      id: 'D',
      domainName: 'd',
    },
  );
  const distribution = createDistribution({
    behaviours: [
      behaviour('/api/*', 'api', { originRule: 'all-but-host', onRequest: edge }),
      behaviour('*', 'web', { compresses: true }),
    ],
    rootObject: 'index.html',
    errorPages: [],
  });
  const asked = async (request: Partial<HttpRequest>) => {
    seen.length = 0;
    const response = await distribution.handle(aRequest(request));
    return { response, request: seen[0] };
  };

  it('runs the function and passes everything but the Host to the API', async () => {
    const headers = { host: 'app', cookie: 'a=1; b=2', authorization: 'Bearer x', 'x-viewer': 'forged' };
    const { request } = await asked({ path: '/api/x', query: 'q=1', headers });
    expect(request?.headers).toMatchObject({
      host: 'api.example',
      cookie: 'a=1; b=2',
      authorization: 'Bearer x',
      'x-viewer': '192.0.2.1',
    });
    expect(request?.query).toBe('q=1');
  });
  it('passes no cookies, query or authorization without a policy', async () => {
    const { request } = await asked({ path: '/page', query: 'q=1', headers: { cookie: 'a=1', authorization: 'x' } });
    expect([request?.query, request?.headers.cookie, request?.headers.authorization]).toEqual([
      '',
      undefined,
      undefined,
    ]);
  });
  it('the root is the root object; a method that is not allowed is a 403', async () => {
    expect((await asked({ path: '/' })).request?.path).toBe('/index.html');
    expect((await asked({ path: '/page', method: 'POST' })).response.status).toBe(403);
  });
  it('compresses text if the viewer accepts it', async () => {
    const { response } = await asked({ path: '/page', headers: { 'accept-encoding': 'gzip, br' } });
    expect(headersOf(response)['content-encoding']).toBe('br');
    expect(response.body.length).toBeLessThan(100);
  });
  it('an endless function ends as an error', async () => {
    const endless = compileEdgeFunction('f', 'function handler() { while (true); }', { id: 'D', domainName: 'd' });
    await expect(endless.onRequest(aRequest())).rejects.toThrow();
  });
  it('a missing object is a 403 without the permission to list, a 404 with it', async () => {
    const s3 = { read: async () => undefined };
    const get = (action: string) =>
      createBucketOrigin(s3, 'b', (asks) => asks === 's3:GetObject' || asks === action)(aRequest({ path: '/x' }));
    expect((await get('')).status).toBe(403);
    expect((await get('s3:ListBucket')).status).toBe(404);
  });
});
