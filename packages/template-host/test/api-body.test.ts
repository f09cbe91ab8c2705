import { describe, expect, it } from 'vitest';
import { aFunction, aRoute } from './a-stack.ts';
import { aBody, anImportedApi, anOperation } from './api-body.ts';
import { play } from './play-stack.ts';

const code = {
  echo: `export const handler = async ({ version, routeKey, pathParameters }) =>
    ({ statusCode: 200, body: JSON.stringify([version, routeKey, pathParameters ?? {}]) });`,
};
const start = (paths: Record<string, unknown>, more: Record<string, unknown> = {}, beside = {}) =>
  play({ resources: { ...anImportedApi('echo', aBody(paths, more)), ...aFunction('echo'), ...beside } }, code);

describe('an API whose routes are its OpenAPI body', () => {
  it('answers each route by its function, and everything else by its default route', async () => {
    const host = await start({
      '/notes/{id}': {
        get: anOperation('echo', { parameters: [{ name: 'id', in: 'path', required: true, schema: {} }] }),
        put: anOperation('echo'),
      },
      '/$default': { 'x-amazon-apigateway-any-method': anOperation('echo', { isDefaultRoute: true }) },
    });
    const ask = async (method: string, path: string) => (await fetch(`${host.apiUrl}${path}`, { method })).json();
    expect(await ask('GET', '/notes/a%20b')).toEqual(['2.0', 'GET /notes/{id}', { id: 'a b' }]);
    expect(await ask('PUT', '/notes/a')).toEqual(['2.0', 'PUT /notes/{id}', { id: 'a' }]);
    expect(await ask('DELETE', '/notes/a')).toEqual(['2.0', '$default', {}]);
    expect(await ask('GET', '/elsewhere')).toEqual(['2.0', '$default', {}]);
  });

  it('asks for a token or a signature where the operation says so', async () => {
    const host = await start({
      '/open': { get: anOperation('echo', { security: [] }) },
      '/own': { get: anOperation('echo', { security: [{ readers: [] }] }) },
      '/staff': { get: anOperation('echo', { security: [{ staff: [] }] }) },
    });
    const status = async (path: string) => (await fetch(`${host.apiUrl}${path}`)).status;
    expect([await status('/open'), await status('/own'), await status('/staff')]).toEqual([200, 401, 403]);
  });
});

describe('a body fails the start', () => {
  const get = (more: Record<string, unknown>) => ({ '/notes': { get: anOperation('echo', more) } });
  const scheme = (one: unknown) => ({ components: { securitySchemes: { own: one } } });
  const [asksForOwn, open] = [get({ security: [{ own: [] }] }), get({})];
  const lambda = { type: 'request', authorizerUri: 'arn:aws:lambda:eu-central-1:1:function:x' };
  const signed = { type: 'apiKey', name: 'Authorization', in: 'header' };
  const broken: [string, Record<string, unknown>, Record<string, unknown>, RegExp][] = [
    ['an authorization that it does not declare', asksForOwn, {}, /get\.security: there is no security scheme own/],
    [
      'a function that authorizes',
      asksForOwn,
      scheme({ ...signed, 'x-amazon-apigateway-authorizer': lambda }),
      /securitySchemes\.own: only JWT authorizers and awsSigv4/,
    ],
    ['a key without a check', asksForOwn, scheme(signed), /securitySchemes\.own: only JWT authorizers and awsSigv4/],
    [
      'another kind of signature',
      asksForOwn,
      scheme({ ...signed, 'x-amazon-apigateway-authtype': 'custom' }),
      /securitySchemes\.own: only JWT authorizers and awsSigv4/,
    ],
    [
      'two authorizations',
      get({ security: [{ readers: [] }, { staff: [] }] }),
      {},
      /get\.security: an operation has one authorization/,
    ],
    [
      'an authorization or none',
      get({ security: [{}, { staff: [] }] }),
      {},
      /get\.security: an operation has one authorization/,
    ],
    ['an authorization of all operations', open, { security: [{ staff: [] }] }, /Api\.Body\.security/],
    ['an authorization by another word', get({ 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } }), {}, /auth/],
    ['another version of OpenAPI', open, { openapi: '3.1.0' }, /openapi: HTTP APIs take OpenAPI 3\.0 only/],
    ['a default route elsewhere', get({ isDefaultRoute: true }), {}, /isDefaultRoute is for/],
  ];
  it.each(broken)('with %s', async (_, paths, more, reason) => {
    await expect(start(paths, more)).rejects.toThrow(reason);
  });

  it('with a role that may not call the function', async () => {
    const api = anImportedApi('other', aBody(get({})));
    await expect(
      play({ resources: { ...api, ...aFunction('echo'), ...aFunction('other') } }, { ...code, other: code.echo }),
    ).rejects.toThrow(/paths\.\/notes\.get: .* may not call/);
  });

  it('with a route beside it, which API Gateway does not support', async () => {
    await expect(start(open, {}, aRoute('Beside', 'GET /beside', 'echo'))).rejects.toThrow(
      'BesideRoute: an API with a Body can have no routes beside it',
    );
  });
});
