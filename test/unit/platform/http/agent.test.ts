import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { parseCall } from '#shared/platform/http/parse-call.ts';

const event = (authorizer: object | undefined, headers: Record<string, string> = {}): APIGatewayProxyEventV2 => {
  const raw: unknown = {
    headers,
    requestContext: { http: { sourceIp: '192.0.2.1' }, ...(authorizer ? { authorizer } : {}) },
  };
  return raw as APIGatewayProxyEventV2;
};

describe('R10 the caller is the signer', () => {
  it('the agent is the signer that API Gateway verified', () => {
    const userArn = 'arn:aws:sts::000000000000:assumed-role/Helpdesk/kata';
    expect(parseCall(contract.showSmsHealth, event({ iam: { userArn } })).agent).toEqual({ arn: userArn });
  });

  it.each([
    ['nothing', undefined],
    ['an empty signer', { iam: { userArn: '' } }],
    ['a customer', { jwt: { claims: { sub: 'a', username: 'a', token_use: 'access', iat: 1 } } }],
  ])('fails closed for %s, whatever the headers say', (_, authorizer) => {
    const headers = { 'x-agent': 'arn:aws:iam::000000000000:user/kata' };
    expect(() => parseCall(contract.showSmsHealth, event(authorizer, headers))).toThrow('forbidden');
  });
});
