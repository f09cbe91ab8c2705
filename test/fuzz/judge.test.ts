import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import { problemTable } from '#shared/contract/problems.ts';
import { judge } from './judge.ts';
import { nameMark } from './marks.ts';

const judged = (endpoint: EndpointContract, status: number, body: unknown, contentType = 'application/problem+json') =>
  judge(
    {
      endpoint,
      sender: 'nobody',
      method: endpoint.method,
      target: '/',
      headers: {},
      body: undefined,
      isAddressed: true,
    },
    { status, contentType, text: body === undefined ? '' : JSON.stringify(body) },
  );
const problem = (code: keyof typeof problemTable) => ({ type: `/problems/${code}`, ...problemTable[code] });

describe('the judge of fuzzed answers', () => {
  it('lets through what the contract knows', () => {
    expect(judged(contract.signIn, 401, problem('wrong-credentials'))).toBeUndefined();
    expect(judged(contract.signOut, 204, undefined)).toBeUndefined();
    expect(judged(contract.resendPassword, 503, problem('busy'))).toBeUndefined();
    expect(judged(contract.compareMobile, 503, problem('busy'))).toBeUndefined();
    expect(judged(contract.getAccount, 401, { message: 'Unauthorized' }, 'application/json')).toBeUndefined();
  });

  it.each<[string, EndpointContract, number, unknown, string?]>([
    ['a 5xx, even a known problem', contract.signIn, 503, problem('busy')],
    ['a busy answer where nothing is changed', contract.listDocuments, 503, problem('busy')],
    ['a 503 without its problem, also of who waits for a turn', contract.resendPassword, 503, {}, 'application/json'],
    ['an error that is no problem', contract.signIn, 400, { message: 'no' }, 'application/json'],
    ['a problem under another status', contract.signIn, 400, problem('wrong-credentials')],
    ['a problem that the endpoint does not tell of', contract.signIn, 404, problem('document-not-found')],
    ["API Gateway's words at an open endpoint", contract.signIn, 401, { message: 'Unauthorized' }],
    ['a status that the contract does not know', contract.signOut, 200, {}, 'application/json'],
    ['a body of another form', contract.checkAuthenticity, 200, { genuine: 'yes' }, 'application/json'],
    ['a value that was sent', contract.signIn, 400, { ...problem('invalid-fields'), fields: [nameMark] }],
  ])('finds %s', (_, endpoint, status, body, contentType) => {
    expect(judged(endpoint, status, body, contentType)).toEqual(expect.any(String));
  });
});
