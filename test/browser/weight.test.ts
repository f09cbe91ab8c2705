import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { browser, portal } from './browser-and-portal.ts';
import { type Language, visit } from './visit.ts';

const shiftSchema = v.number();
/** How much the page moved by itself (CLS), from its first paint until now. */
const shift = `new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) sum += value;
  }).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
})`;

/** Opens a page as a first-time visitor, and returns what was loaded. */
async function load(path: string, language: Language) {
  const here = await visit(browser, portal, { width: 412, language });
  const scripts: Promise<Buffer>[] = [];
  const addresses: string[] = [];
  here.page.on('response', (response) => {
    addresses.push(response.url());
    if (response.url().endsWith('.js')) scripts.push(response.body());
  });
  await here.open(path);
  await here.page.waitForLoadState('networkidle');
  const cls = v.parse(shiftSchema, await here.page.evaluate(shift));
  const bytes = (await Promise.all(scripts)).map((script) => gzipSync(script).length);
  await here.close();
  return { script: bytes.reduce((sum, size) => sum + size, 0), files: bytes.length, addresses, cls, ...here };
}

describe('what the page costs', () => {
  it.each(['hu', 'en'] as const)('the first page takes 40 KB of JavaScript at most (gzip), in %s', async (language) => {
    const { script, files } = await load('/', language);
    expect(files).toBeGreaterThan(0);
    expect(script).toBeLessThanOrEqual(40_000);
  });

  it.each(['/', '/register', '/recover', '/check', '/help', '/confirm', '/no-such-page'])(
    '%s asks nobody but its own origin, does not move while it loads and breaks no rule of its own',
    async (path) => {
      const { addresses, offences, cls } = await load(path, 'hu');
      expect(addresses.length).toBeGreaterThan(3);
      expect(addresses.filter((address) => new URL(address).origin !== portal.url)).toEqual([]);
      expect(offences).toEqual([]);
      expect(cls).toBe(0);
    },
  );

  it('a page’s own file is asked for beside the words, not after them', async () => {
    const here = await visit(browser, portal, { width: 412 });
    const asked: string[] = [];
    await here.page.route(/\/assets\/words-/, async (route) => {
      await expect.poll(() => asked.some((address) => address.includes('/assets/help-page-'))).toBe(true);
      await route.continue();
    });
    here.page.on('request', (request) => asked.push(request.url()));
    await here.open('/help');
    expect(asked.findIndex((address) => /\/assets\/words-/.test(address))).toBeGreaterThan(0);
    await here.close();
  });

  it('files with a hash in their name are kept for good, the page itself is asked for each time', async () => {
    const { addresses } = await load('/', 'hu');
    for (const address of addresses.filter((each) => !each.includes('/api/'))) {
      const kept = (await fetch(address)).headers.get('cache-control') ?? '';
      if (address.includes('/assets/')) expect(kept, address).toMatch(/max-age=31536000.*immutable/);
      else expect(kept, address).not.toContain('immutable');
    }
  });
});
