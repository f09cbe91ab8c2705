import { describe, expect, it } from 'vitest';
import { callApi } from '#test/support/portal/api.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

const headersOf = async (path: string) => Object.fromEntries((await fetch(`${portal.url}${path}`)).headers);

describe('headers that hold browsers to the rules', () => {
  it.each(['/', '/sign-in', '/documents', '/no-such-page', '/api/no-such-call'])('%s has all of them', async (path) => {
    expect(await headersOf(path)).toMatchObject({
      'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
  });

  it('scripts and styles come from the portal alone, nobody frames it, and forms go nowhere else', async () => {
    const policy = new Map(
      ((await headersOf('/'))['content-security-policy'] ?? '')
        .split('; ')
        .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]),
    );
    // pdf.js decodes some images by WebAssembly: that alone is let in beside the portal's own scripts.
    expect([...policy.values()].join(' ').replace(" 'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|\*/);
    for (const [directive, sources] of [
      ['default-src', "'none'"],
      ['script-src', "'self' 'wasm-unsafe-eval'"],
      ['style-src', "'self'"],
      ['form-action', "'self'"],
      ['base-uri', "'none'"],
      ['frame-ancestors', "'none'"],
    ] as const)
      expect([directive, policy.get(directive)]).toEqual([directive, sources]);
  });

  it('no answer of the API is kept by a cache or taken for a page, whatever it is', async () => {
    for (const answer of [
      await callApi(portal, 'POST', 'session', { body: { username: 'nobody', password: 'nothing of the kind' } }),
      await callApi(portal, 'DELETE', 'session'),
      await callApi(portal, 'POST', 'session', { body: {} }),
    ])
      expect([
        answer.status,
        answer.headers.get('x-content-type-options'),
        answer.headers.get('cache-control'),
      ]).toEqual([answer.status, 'nosniff', 'no-store']);
  });
});
