import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { originSecretHeader, originSecretsVariable } from '#shared/platform/http/origin-secret.ts';
import { writtenLog } from '#test/support/written-log.ts';
import { answerUnknownRoute } from '../../../functions/answer-unknown-route/answer-unknown-route.ts';

const answer = answerUnknownRoute([
  { path: '/api/account', method: 'GET' },
  { path: '/api/account', method: 'DELETE' },
  { path: '/api/documents/{documentId}/link', method: 'GET' },
  { path: '/api/policies/{policyId}/eposta', method: 'PUT' },
  { path: '/api/policies/{id}/eposta', method: 'PUT' },
]);

const throughCloudFront = {
  headers: { [originSecretHeader]: 'from-cloudfront' },
  stageVariables: { [originSecretsVariable]: 'next-one,from-cloudfront' },
};
const anEvent = (method: string, rawPath: string, over: object = throughCloudFront) => ({
  rawPath,
  requestContext: { http: { method } },
  ...over,
});

/** The answer to an event: status, problem and the methods allowed. */
async function answered(event: object) {
  const { statusCode, headers = {}, body = '' } = await answer(event);
  return { status: statusCode, headers, body, type: JSON.parse(body).type, allow: headers.allow };
}

describe('answer-unknown-route', () => {
  it.each([
    ['POST', '/api/nowhere'],
    ['POST', '/api'],
    ['POST', '/api/account/more'],
    ['POST', '/api/documents/1/2/link'],
    ['POST', '/api/documents//link'],
    ['POST', '/elsewhere/api/account'],
    // This route exists: API Gateway would not have called this function.
    ['GET', '/api/account'],
  ])('%s %s is answered 404', async (method, path) => {
    expect(await answered(anEvent(method, path))).toMatchObject({ status: 404, type: '/problems/not-found' });
  });

  it.each([
    ['POST', '/api/account', 'DELETE, GET'],
    ['POST', '/api/account/', 'DELETE, GET'],
    ['DELETE', '/api/documents/0123456789/link', 'GET'],
    ['GET', '/api/policies/S0dGQg/eposta', 'PUT'],
  ])('%s %s is answered 405 with the methods that the address takes, each once: %s', async (method, path, allow) => {
    expect(await answered(anEvent(method, path))).toMatchObject({
      status: 405,
      type: '/problems/method-not-allowed',
      allow,
    });
  });

  it('404 and 403 name no methods', async () => {
    expect((await answered(anEvent('GET', '/api/nowhere'))).allow).toBeUndefined();
    expect((await answered(anEvent('POST', '/api/account', { headers: {} }))).allow).toBeUndefined();
  });

  it.each([
    ['no secret', { headers: {}, stageVariables: throughCloudFront.stageVariables }],
    ['another secret', { ...throughCloudFront, headers: { [originSecretHeader]: 'guessed' } }],
    ['a stage without secrets', { headers: { [originSecretHeader]: '' }, stageVariables: null }],
    ['no headers at all', {}],
  ])('R2.3a a request that bypassed CloudFront (%s) is answered 403, for any address', async (_, over) => {
    for (const path of ['/api/nowhere', '/api/account'])
      expect(await answered(anEvent('POST', path, over))).toMatchObject({ status: 403, type: '/problems/forbidden' });
  });

  it('R12.1 neither the answer nor the log holds the address: a mistyped one may be personal data', async () => {
    const log = writtenLog();
    const { body, headers } = await answered(anEvent('GET', '/api/anna@example.org/secret'));
    expect(log.lines()).toEqual([
      { level: 'info', message: 'request', operation: 'answer-unknown-route', outcome: 'not-found' },
    ]);
    expect(`${log.text()}${body}${JSON.stringify(headers)}`).not.toMatch(/anna|secret\b/);
  });

  it('answers problems that no cache stores', async () => {
    expect((await answered(anEvent('GET', '/api/nowhere'))).headers).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
    });
  });

  it('knows every route of the contract', async () => {
    const all = answerUnknownRoute(Object.values(contract));
    for (const { path } of Object.values(contract)) {
      const { statusCode } = await all(anEvent('PATCH', path.replaceAll(/\{[^}]+\}/g, 'x')));
      expect([path, statusCode]).toEqual([path, 405]);
    }
  });

  it('an event that is not API Gateway’s is refused', async () => {
    await expect(answer({})).rejects.toThrow();
  });
});
