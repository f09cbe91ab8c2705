import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import { readSignature, type SignedCall, verifySignature } from '#host/aws/sigv4.ts';

const signingDate = new Date('2026-03-01T10:00:00Z');
const now = signingDate.getTime();
const minute = 60_000;

class NodeSha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = ArrayBuffer.isView(secret)
      ? Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength)
      : typeof secret === 'string'
        ? secret
        : undefined;
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
  }
  update(data: string | Uint8Array) {
    this.#hash.update(data);
  }
  digest = async () => new Uint8Array(this.#hash.digest());
  reset() {
    throw new Error('not used');
  }
}

type Draft = {
  method?: string;
  path?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
  service?: string;
  sessionToken?: string;
};

const signer = ({ service = 'execute-api', sessionToken }: Draft) =>
  new SignatureV4({
    service,
    region: 'eu-central-1',
    sha256: NodeSha256,
    uriEscapePath: service !== 's3',
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret', ...(sessionToken ? { sessionToken } : {}) },
  });

const plain = ({ method = 'POST', path = '/api/staff', query = {}, headers = {}, body = '' }: Draft) => ({
  method,
  protocol: 'http:',
  hostname: 'app.test',
  path,
  query,
  headers: { host: 'app.test', ...headers },
  body,
});

type Signed = { method: string; path: string; query?: unknown; headers: Record<string, string> };

function received(signed: Signed, body: string): SignedCall {
  const headers = Object.fromEntries(
    Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const query = new URLSearchParams(
    Object.entries(signed.query ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return { method: signed.method, path: signed.path, query, headers, body: Buffer.from(body) };
}

/** What a server receives of a request that the SDK's own signer signed. */
const aSigned = async (draft: Draft = {}) =>
  received(await signer(draft).sign(plain(draft), { signingDate }), draft.body ?? '');

const aPresigned = async (draft: Draft = {}, expiresIn = 300) =>
  received(
    await signer(draft).presign(plain({ method: 'GET', ...draft }), { signingDate, expiresIn }),
    draft.body ?? '',
  );

/** The code of the error that verifying ends in, or 'ok'. */
function verdict(
  request: SignedCall,
  { secret = 'secret', sessionToken = '', header = [now], presigned = [now] } = {},
) {
  try {
    const signature = readSignature(request);
    if (!signature) return 'unsigned';
    const known = { secret, ...(sessionToken ? { sessionToken } : {}) };
    verifySignature(request, signature, (id) => (id === 'AKID' ? known : undefined), { header, presigned });
    return 'ok';
  } catch (error) {
    return error instanceof Error && 'code' in error ? `${error.code}: ${error.message}` : String(error);
  }
}

describe('SigV4 in the Authorization header', () => {
  it.each([
    ['a plain body', { body: '{"a":1}' }],
    ['a query with repeated, empty and odd values', { query: { b: 'x y+z', a: '', 'ä/': "é'(!)*" } }],
    ['a path with encoded characters', { path: '/api/staff/a%20b/%C3%A9%2Fx/' }],
    ['a path with dot and empty segments', { path: '/api//x/../staff/./y' }],
    ['headers with inner spaces', { headers: { 'x-note': '  two   words ' } }],
    [
      'an S3 key with odd characters',
      { service: 's3', path: '/bucket/a%20b%27%28c%29/../x//y', headers: unsignedPayload() },
    ],
    ['a session token', { sessionToken: 'token', body: 'x' }],
  ])('accepts what the SDK signs: %s', async (_, draft: Draft) => {
    expect(verdict(await aSigned(draft), { sessionToken: draft.sessionToken ?? '' })).toBe('ok');
  });

  it.each<[string, (request: SignedCall) => SignedCall]>([
    ['body', (request) => ({ ...request, body: Buffer.from('other') })],
    ['signed header', (request) => ({ ...request, headers: { ...request.headers, 'x-note': 'b' } })],
    ['method', (request) => ({ ...request, method: 'PUT' })],
    ['path', (request) => ({ ...request, path: '/api/other' })],
    ['query', (request) => ({ ...request, query: new URLSearchParams('a=2') })],
    ['host', (request) => ({ ...request, headers: { ...request.headers, host: 'other.test' } })],
  ])('refuses a changed %s', async (_, change) => {
    const signed = await aSigned({ body: 'body', headers: { 'x-note': 'a' }, query: { a: '1' } });
    expect(verdict(signed)).toBe('ok');
    expect(verdict(change(signed))).toMatch(/^SignatureDoesNotMatch/);
  });

  it('refuses a wrong secret, an unknown key and a wrong session token', async () => {
    expect(verdict(await aSigned(), { secret: 'other' })).toMatch(/^SignatureDoesNotMatch/);
    const signed = await aSigned();
    const authorization = signed.headers.authorization?.replace('AKID', 'AKIX') ?? '';
    expect(verdict({ ...signed, headers: { ...signed.headers, authorization } })).toMatch(/^InvalidAccessKeyId/);
    expect(verdict(await aSigned({ sessionToken: 'a' }), { sessionToken: 'b' })).toMatch(/^InvalidToken/);
    expect(verdict(await aSigned(), { sessionToken: 'b' })).toMatch(/^InvalidToken/);
  });

  it('accepts a signing time within 15 minutes of any of the clocks, and no other', async () => {
    const signed = await aSigned();
    expect(verdict(signed, { header: [now + 15 * minute] })).toBe('ok');
    expect(verdict(signed, { header: [now - 15 * minute] })).toBe('ok');
    expect(verdict(signed, { header: [now + 15 * minute + 1] })).toMatch(/^RequestTimeTooSkewed/);
    expect(verdict(signed, { header: [now + 999 * minute, now] })).toBe('ok');
  });

  it('refuses a header that lacks a part, and a scope of another day', async () => {
    const signed = await aSigned();
    const without = (pattern: RegExp, by = '') => {
      const authorization = signed.headers.authorization?.replace(pattern, by) ?? '';
      return verdict({ ...signed, headers: { ...signed.headers, authorization } });
    };
    expect(without(/Signature=\w+/)).toMatch(/^IncompleteSignature/);
    expect(without(/aws4_request/)).toMatch(/^IncompleteSignature/);
    expect(without(/AWS4-HMAC-SHA256/, 'Bearer')).toMatch(/^IncompleteSignature/);
    expect(without(/20260301\//, '20260302/')).toBe(
      'SignatureDoesNotMatch: Date in Credential scope is not that of the request',
    );
  });
});

it('refuses a signature that leaves the host out', async () => {
  const unsignableHeaders = new Set(['host']);
  const signed = await signer({}).sign(plain({}), { signingDate, unsignableHeaders });
  expect(signed.headers.authorization).not.toContain('host');
  expect(verdict(received(signed, ''))).toBe('SignatureDoesNotMatch: The host header must be signed');
});

function unsignedPayload() {
  return { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
}

describe('what S3 signs of the body', () => {
  const put = (stated: string, body = 'body') =>
    aSigned({ service: 's3', method: 'PUT', path: '/b/k', body, headers: { 'x-amz-content-sha256': stated } });
  const hash = createHash('sha256').update('body').digest('hex');

  it('checks a literal hash against the body', async () => {
    expect(verdict(await put(hash))).toBe('ok');
    expect(verdict(await put(hash, 'other'))).toMatch(/^XAmzContentSHA256Mismatch/);
  });

  it('accepts UNSIGNED-PAYLOAD and STREAMING-… as stated, but no other value and no missing one', async () => {
    expect(verdict(await put('UNSIGNED-PAYLOAD'))).toBe('ok');
    expect(verdict(await put('STREAMING-UNSIGNED-PAYLOAD-TRAILER'))).toBe('ok');
    const signed = await put('UNSIGNED-PAYLOAD');
    const swapped = { ...signed.headers, 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' };
    expect(verdict({ ...signed, headers: swapped })).toMatch(/^SignatureDoesNotMatch/);
    const { 'x-amz-content-sha256': _, ...rest } = signed.headers;
    expect(verdict({ ...signed, headers: rest })).toMatch(/^InvalidRequest/);
  });

  it('refuses an x-amz-… header that was added on the way', async () => {
    const signed = await put('UNSIGNED-PAYLOAD');
    const headers = { ...signed.headers, 'x-amz-acl': 'public-read' };
    expect(verdict({ ...signed, headers })).toMatch(/^AccessDenied: There were headers/);
  });

  it('does not let another service take UNSIGNED-PAYLOAD', async () => {
    const signed = await aSigned({ service: 'dynamodb', headers: unsignedPayload(), body: 'body' });
    expect(verdict({ ...signed, body: Buffer.from('other') })).toMatch(/^SignatureDoesNotMatch/);
  });
});

describe('SigV4 in the query', () => {
  const get = { service: 's3', path: '/bucket/a%20b.pdf', headers: unsignedPayload() };

  it('accepts what the SDK presigns, until its X-Amz-Expires is over', async () => {
    const presigned = await aPresigned({ ...get, sessionToken: 'token' });
    const at = (time: number) => verdict(presigned, { sessionToken: 'token', presigned: [time], header: [] });
    expect(at(now)).toBe('ok');
    expect(at(now + 300_000 - 1)).toBe('ok');
    expect(at(now + 300_000)).toBe('AccessDenied: Request has expired');
    expect(at(now - 16 * minute)).toBe('AccessDenied: Request is not yet valid');
  });

  it.each([
    ['path', (request: SignedCall) => ({ ...request, path: '/bucket/other.pdf' })],
    ['method', (request: SignedCall) => ({ ...request, method: 'PUT' })],
    ['added parameter', (request: SignedCall) => ({ ...request, query: withQuery(request, 'versionId', 'v') })],
    [
      'longer X-Amz-Expires',
      (request: SignedCall) => ({ ...request, query: withQuery(request, 'X-Amz-Expires', '600') }),
    ],
    [
      'signature',
      (request: SignedCall) => ({ ...request, query: withQuery(request, 'X-Amz-Signature', '0'.repeat(64)) }),
    ],
  ])('refuses a changed %s', async (_, change) => {
    expect(verdict(change(await aPresigned(get)))).toMatch(/^SignatureDoesNotMatch/);
  });

  it('refuses a missing or impossible parameter, and a second signature in a header', async () => {
    const presigned = await aPresigned(get);
    const set = (name: string, value: string) => verdict({ ...presigned, query: withQuery(presigned, name, value) });
    expect(set('X-Amz-Expires', '604801')).toMatch(/^AuthorizationQueryParametersError/);
    expect(set('X-Amz-Expires', '0')).toMatch(/^AuthorizationQueryParametersError/);
    expect(set('X-Amz-Date', '')).toMatch(/^AuthorizationQueryParametersError/);
    expect(set('X-Amz-Date', 'yesterday')).toMatch(/^AuthorizationQueryParametersError/);
    const headers = { ...presigned.headers, authorization: 'AWS4-HMAC-SHA256 x' };
    expect(verdict({ ...presigned, headers })).toMatch(/^InvalidArgument/);
  });

  it('finds no signature in a plain request', () => {
    expect(verdict(received({ method: 'GET', path: '/', headers: { host: 'h' } }, ''))).toBe('unsigned');
  });
});

function withQuery(request: SignedCall, name: string, value: string) {
  const query = new URLSearchParams(request.query);
  query.set(name, value);
  return query;
}
