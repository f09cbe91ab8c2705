import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { NewestEntries } from '../newest-entries.ts';
import type { HttpRequest, HttpResponse } from './http.ts';

const compressible =
  /^(text\/|application\/(javascript|json|xml|wasm|manifest\+json|rss\+xml)|image\/svg\+xml|font\/(ttf|otf))/i;
// What CloudFront compresses, in bytes.
const [smallest, largest] = [1000, 10_000_000];

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

/** What was compressed last, by encoding and ETag: like CloudFront, which keeps its cache compressed. */
const compressed = new NewestEntries<Promise<Buffer>>(200);

const encode = (encoding: 'br' | 'gzip', body: Buffer): Promise<Buffer> =>
  encoding === 'br' ? toBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }) : toGzip(body);

function encodeOnce(encoding: 'br' | 'gzip', body: Buffer, etag: string): Promise<Buffer> {
  const key = `${encoding} ${etag}`;
  const kept = compressed.get(key) ?? encode(encoding, body);
  compressed.set(key, kept);
  return kept;
}

/** The response compressed as CloudFront would: br before gzip, text of 1 KB to 10 MB that is not compressed yet. */
export async function compress(request: HttpRequest, response: HttpResponse): Promise<HttpResponse> {
  const header = (name: string) => response.headers.find(([each]) => each === name)?.[1];
  const accepted = request.headers['accept-encoding'] ?? '';
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
  const size = response.body.length;
  const worthIt =
    response.status === 200 && size >= smallest && size <= largest && compressible.test(header('content-type') ?? '');
  if (!encoding || !worthIt || header('content-encoding')) return response;
  const etag = header('etag');
  const body = await (etag === undefined ? encode(encoding, response.body) : encodeOnce(encoding, response.body, etag));
  const kept = response.headers
    .filter(([name]) => name !== 'content-length')
    .map(([name, value]) => [name, name === 'etag' ? value.replace(/^"/, 'W/"') : value] as const);
  return { ...response, headers: [...kept, ['content-encoding', encoding], ['vary', 'Accept-Encoding']], body };
}
