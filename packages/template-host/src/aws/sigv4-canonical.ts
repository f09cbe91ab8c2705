import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { NewestEntries } from '../newest-entries.ts';
import { AwsError } from './service.ts';
import type { Signature, SignedCall } from './sigv4-read.ts';

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer | KeyObject, data: string) => createHmac('sha256', key).update(data).digest();

/** The signing keys of secrets for a day, a region and a service: every call of that day is checked with one of them. */
const signingKeys = new NewestEntries<KeyObject>(1000);

function signingKey(secret: string, scope: readonly string[]): KeyObject {
  const name = [secret, ...scope].join('/');
  const kept = signingKeys.get(name);
  if (kept) return kept;
  const key = createSecretKey(Buffer.from(scope.reduce<string | Buffer>(hmac, `AWS4${secret}`)));
  signingKeys.set(name, key);
  return key;
}

/** Percent-encodes everything except RFC 3986's unreserved characters; encodeURIComponent leaves some more. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** The signature (hex) of the request with `secret`, under the scope and the time that the request names. */
export function computeSignature(request: SignedCall, signature: Signature, secret: string): string {
  const scope = [signature.day, signature.region, signature.service, 'aws4_request'];
  const toSign = [
    'AWS4-HMAC-SHA256',
    signature.timestamp,
    scope.join('/'),
    sha256(canonicalRequest(request, signature)),
  ].join('\n');
  return hmac(signingKey(secret, scope), toSign).toString('hex');
}

function canonicalRequest(request: SignedCall, signature: Signature): string {
  return [
    request.method,
    signature.service === 's3' ? singleEncoded(request.path) : doubleEncoded(request.path),
    canonicalQuery(request.query),
    ...signature.signedHeaders.map((name) => `${name}:${headerValue(request, name)}`),
    '',
    signature.signedHeaders.join(';'),
    payloadHash(request, signature),
  ].join('\n');
}

/** S3 takes the path as it is, with empty and dot segments, because keys may contain them. */
function singleEncoded(path: string): string {
  try {
    return path
      .split('/')
      .map((segment) => encode(decodeURIComponent(segment)))
      .join('/');
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.", 400);
  }
}

/** All other services normalise the path (RFC 3986 dot segments, empty ones) and encode it a second time. */
function doubleEncoded(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(encode(segment));
  }
  return `/${kept.join('/')}${kept.length > 0 && path.endsWith('/') ? '/' : ''}`;
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]): [string, string] => [encode(name), encode(value)])
    .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function headerValue(request: SignedCall, name: string): string {
  const value = request.headers[name] ?? '';
  return (Array.isArray(value) ? value.join(',') : value).trim().replace(/\s+/g, ' ');
}

/**
 * What the signature has in place of the body. S3 takes what the client states and compares a literal hash with the body; of an
 * aws-chunked body (`STREAMING-…`) only the first signature is checked, not those of the chunks. All other services hash the body
 * themselves.
 */
function payloadHash(request: SignedCall, { service, expiresIn }: Signature): string {
  if (service !== 's3') return sha256(request.body);
  const stated = request.query.get('X-Amz-Content-Sha256') ?? request.headers['x-amz-content-sha256'];
  if (typeof stated !== 'string') {
    if (expiresIn !== undefined) return 'UNSIGNED-PAYLOAD';
    throw new AwsError('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256', 400);
  }
  if (stated === 'UNSIGNED-PAYLOAD' || stated.startsWith('STREAMING-')) return stated;
  if (stated !== sha256(request.body)) {
    const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
    throw new AwsError('XAmzContentSHA256Mismatch', message, 400);
  }
  return stated;
}
