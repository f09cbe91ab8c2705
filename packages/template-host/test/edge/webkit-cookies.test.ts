import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '#host/edge/http.ts';
import { withWebKitCookies } from '#host/edge/webkit-cookies.ts';

const safari =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Safari/605.1.15';
const epiphany =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15';
const others = {
  chrome: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  headless:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 Safari/537.36',
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
};
const set = [
  '__Host-session=a.b; Max-Age=43200; Path=/; HttpOnly; Secure; SameSite=Strict',
  '__Secure-device=c; Secure',
  'plain=secure; Path=/',
];

/** A site that sets cookies and keeps what it was sent. */
function aSite() {
  const seen: (string | undefined)[] = [];
  const site = withWebKitCookies(async ({ headers }) => {
    seen.push(headers.cookie);
    return { status: 204, headers: set.map((each) => ['set-cookie', each] as const), body: Buffer.alloc(0) };
  });
  const call = (agent: string, cookie?: string) => {
    const headers = { 'user-agent': agent, ...(cookie === undefined ? {} : { cookie }) };
    const request: HttpRequest = {
      method: 'GET',
      path: '/',
      query: '',
      headers,
      body: Buffer.alloc(0),
      address: '::1',
    };
    return site(request);
  };
  return { call, seen };
}
const values = (headers: readonly (readonly [string, string])[]) => headers.map(([, value]) => value);

describe('cookies over http on this machine', () => {
  it.each([safari, epiphany])('WebKit gets them without Secure and the prefixes that demand it: %s', async (agent) => {
    const { call } = aSite();
    expect(values((await call(agent)).headers)).toEqual([
      'loopback-host-session=a.b; Max-Age=43200; Path=/; HttpOnly; SameSite=Strict',
      'loopback-secure-device=c',
      'plain=secure; Path=/',
    ]);
  });

  it('the site gets its own names back', async () => {
    const { call, seen } = aSite();
    await call(safari, 'plain=loopback-host-x; loopback-host-session=a.b; loopback-secure-device=c');
    await call(safari);
    expect(seen).toEqual(['plain=loopback-host-x; __Host-session=a.b; __Secure-device=c', undefined]);
  });

  it.each(Object.values(others))('nothing changes for %s', async (agent) => {
    const { call, seen } = aSite();
    expect(values((await call(agent, 'loopback-host-session=a.b')).headers)).toEqual(set);
    expect(seen).toEqual(['loopback-host-session=a.b']);
  });
});
