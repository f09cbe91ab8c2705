import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compress } from '#host/edge/compress.ts';
import type { HttpResponse } from '#host/edge/http.ts';

const request = {
  method: 'GET',
  path: '/page.js',
  query: '',
  headers: { 'accept-encoding': 'gzip' },
  body: Buffer.alloc(0),
  address: '192.0.2.1',
};
const aPage = (letter: string, etag?: string): HttpResponse => ({
  status: 200,
  headers: [['content-type', 'text/javascript'], ...(etag === undefined ? [] : [['etag', etag] as const])],
  body: Buffer.from(letter.repeat(2000)),
});

describe('a compressed answer', () => {
  it('is made once for each ETag and encoding, as a cache would keep it', async () => {
    const [first, again, other] = [
      await compress(request, aPage('a', '"1"')),
      await compress(request, aPage('a', '"1"')),
      await compress(request, aPage('b', '"2"')),
    ];
    expect(again.body).toBe(first.body);
    expect(gunzipSync(other.body).toString()).toBe('b'.repeat(2000));
    const accepted = { ...request, headers: { 'accept-encoding': 'br' } };
    expect((await compress(accepted, aPage('a', '"1"'))).body.equals(first.body)).toBe(false);
    expect(first.headers).toContainEqual(['etag', 'W/"1"']);
  });

  it('without an ETag is made each time, and only of as many bytes as CloudFront compresses', async () => {
    expect(gunzipSync((await compress(request, aPage('a'))).body)).toHaveLength(2000);
    expect(gunzipSync((await compress(request, aPage('b'))).body).toString()).toContain('bb');
    const small = { ...aPage('a'), body: Buffer.from('a') };
    expect(await compress(request, small)).toBe(small);
  });
});
