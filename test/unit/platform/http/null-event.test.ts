import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { cameThroughCloudFront } from '#shared/platform/http/came-through-cloudfront.ts';
import { originSecretHeader, originSecretsVariable } from '#shared/platform/http/origin-secret.ts';
import { parseCall } from '#shared/platform/http/parse-call.ts';

/** An event of a host that sends null where API Gateway sends nothing. */
const nulls = {
  cookies: null,
  queryStringParameters: null,
  pathParameters: null,
  body: null,
  isBase64Encoded: null,
  requestContext: {
    http: { method: 'GET', path: '/', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: null },
    authorizer: null,
  },
};
const event = (more: object) => JSON.parse(JSON.stringify({ ...nulls, headers: {}, ...more }));

describe('R15.2 an event with null for what is not there', () => {
  it('is a call like one without', () => {
    const call = parseCall(contract.refreshSession, event({ headers: { 'x-viewer-address': null } }));
    expect(call).toMatchObject({ cookies: {}, viewerAddress: '192.0.2.1' });
  });

  it('has no body: the answer is the same as to an empty one', () => {
    const headers = { 'content-type': 'application/json' };
    expect(() => parseCall(contract.signIn, event({ headers }))).toThrow(
      expect.objectContaining({ code: 'invalid-request' }),
    );
  });

  it('came through CloudFront only with a secret', () => {
    const secret = { [originSecretHeader]: 'one' };
    expect(cameThroughCloudFront(event({ stageVariables: null, headers: secret }))).toBe(false);
    expect(cameThroughCloudFront(event({ stageVariables: { [originSecretsVariable]: null }, headers: secret }))).toBe(
      false,
    );
    expect(
      cameThroughCloudFront(
        event({ stageVariables: { [originSecretsVariable]: 'one' }, headers: { ...secret, x: null } }),
      ),
    ).toBe(true);
  });
});
