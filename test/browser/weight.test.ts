import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { settled } from './settled.ts';
import { aPdfOfPages } from './shown-pdf.ts';
import { answerWith, says } from './states/canned-api.ts';
import { customer, documentPages } from './states/sample-answers.ts';
import { type Language, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

const shiftsSchema = v.array(v.string());
/** What of the page moved by itself (CLS), from its first paint until now, and how much. */
const shifts = `new Promise((resolve) => {
  const found = [];
  const name = ({ node }) => node === null ? 'what is gone' : (node.outerHTML ?? node.textContent).slice(0, 80);
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) found.push(value + ': ' + sources.map(name).join(', '));
  }).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(found), 50));
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
  const moved = v.parse(shiftsSchema, await here.page.evaluate(shifts));
  const bytes = (await Promise.all(scripts)).map((script) => gzipSync(script).length);
  await here.close();
  return { script: bytes.reduce((sum, size) => sum + size, 0), files: bytes.length, addresses, moved, ...here };
}

/** Lets each answer come when the page has drawn what the one before it brought. */
async function inTurn(page: Page): Promise<void> {
  let before = Promise.resolve();
  await page.route('**/api/**', async (route) => {
    const mine = before.then(() => settled(page));
    before = mine;
    await mine;
    await route.fallback();
  });
}

const account = 'GET /api/account';

describe('what the page costs', () => {
  it.each(['hu', 'en'] as const)('the first page takes 40 KB of JavaScript at most (gzip), in %s', async (language) => {
    const { script, files } = await load('/', language);
    expect(files).toBeGreaterThan(0);
    expect(script).toBeLessThanOrEqual(40_000);
  });

  it.each(['/', '/register', '/recover', '/check', '/help', '/confirm', '/no-such-page'])(
    '%s asks nobody but its own origin, does not move while it loads and breaks no rule of its own',
    async (path) => {
      const { addresses, offences, moved } = await load(path, 'hu');
      expect(addresses.length).toBeGreaterThan(3);
      expect(addresses.filter((address) => new URL(address).origin !== portal.url)).toEqual([]);
      expect(offences).toEqual([]);
      expect(moved).toEqual([]);
    },
  );

  it.each(['/home', '/documents', '/documents/01J0000000009'])(
    '%s does not move while what a customer sees comes, one answer after the other',
    async (path) => {
      const here = await visit(browser, portal, { width: 412 });
      const { page } = here;
      const surprises: string[] = [];
      const link = { url: `${portal.url}/shown.pdf`, expiresAt: '2100-01-01T00:00:00.000Z' };
      const answers = { listDocuments: documentPages.only, linkDocument: says('linkDocument', 200, link) };
      await answerWith(page, { ...customer, ...answers }, (call) => surprises.push(call));
      await page.route('**/shown.pdf', (route) =>
        route.fulfill({ body: aPdfOfPages(['Egy']), contentType: 'application/pdf' }),
      );
      await inTurn(page);
      await here.open(path);
      await page.locator('.tasks, .documents, .textLayer span').first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(v.parse(shiftsSchema, await page.evaluate(shifts))).toEqual([]);
      expect(surprises).toEqual([]);
      expect(await page.locator('.site-footer').isVisible()).toBe(true);
      await here.close();
    },
  );

  it('R7.1b a document’s link is asked for beside the list of documents, not after it', async () => {
    const here = await visit(browser, portal, { width: 412 });
    await answerWith(here.page, { ...customer, listDocuments: 'held' }, () => undefined);
    await here.open('/documents/01J0000000009');
    await expect.poll(() => here.calls).toContain('GET /api/documents/01J0000000009/link');
    expect(here.calls).toContain('GET /api/documents');
    await here.page.unrouteAll({ behavior: 'ignoreErrors' });
    await here.close();
  });

  it.each([
    ['', () => true],
    [', also where the page’s own file comes after the answer', (calls: readonly string[]) => calls.includes(account)],
  ] as const)('one call answers all that a page asks of the account, its language too%s', async (_, mayCome) => {
    const here = await visit(browser, portal, { width: 412, hasChosen: false });
    await answerWith(here.page, customer, () => undefined);
    await here.page.route(/\/assets\/home-page-/, async (route) => {
      await expect.poll(() => mayCome(here.calls)).toBe(true);
      // The answer is there, and the page has drawn what it brought.
      await settled(here.page);
      await route.continue();
    });
    await here.open('/home');
    await here.page.locator('.tasks').first().waitFor();
    expect(here.calls.filter((call) => call === account)).toHaveLength(1);
    expect(await here.page.evaluate("localStorage.getItem('account-language')")).toBe('hu');
    await here.close();
  });

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
