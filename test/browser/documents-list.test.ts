import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { answerWith, says } from './states/canned-api.ts';
import { customer } from './states/sample-answers.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;

afterEach(async () => {
  await here?.page.unrouteAll({ behavior: 'ignoreErrors' });
  await here?.close();
});

const day = 24 * 3_600_000;
const newest = Date.parse('2026-11-20T09:00:00Z');

/** The `index`-th document from the newest; ids sort by time. */
const aDocument = (index: number, apart: number) => {
  const uploadedAt = newest - index * apart;
  return {
    documentId: `01J${String(99_999 - index).padStart(10, '0')}`,
    policyNumber: index % 3 === 0 ? 'KGFB-100-001' : 'LAKAS/100/002',
    product: index % 3 === 0 ? 'kgfb' : 'home',
    kind: 'invoice',
    title: 'Díjbekérő',
    fileName: `szamla_${String(index + 1).padStart(4, '0')}.pdf`,
    size: 84_000,
    sha256: '0'.repeat(64),
    uploadedAt: new Date(uploadedAt).toISOString(),
    availableUntil: new Date(uploadedAt + 396 * day).toISOString(),
    ...(index < 3 ? {} : { readAt: new Date(uploadedAt + day).toISOString() }),
  };
};

type Documents = { readonly count: number; readonly apart?: number; readonly held?: true };

/**
 * Answers as the API does, a page of 100 by its cursor; `held`: only the first page comes. The newest route is asked first; taking the
 * others off would let a held request go on to the portal, whose 401 signs the page out.
 */
async function answerPages(page: Page, { count, apart = day, held }: Documents): Promise<void> {
  await answerWith(page, customer, () => undefined);
  await page.route(/\/api\/documents(\?|$)/, async (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
    if (held && from > 0) return;
    const documents = Array.from({ length: Math.min(100, count - from) }, (_, index) => aDocument(from + index, apart));
    const next = from + 100 < count ? { cursor: String(from + 100) } : {};
    const { body } = says('listDocuments', 200, { documents, ...next });
    await route.fulfill({ json: body });
  });
}

async function open(documents: Documents): Promise<Page> {
  here = await visit(browser, portal);
  await here.page.clock.setFixedTime('2026-11-25T10:00:00Z');
  await answerPages(here.page, documents);
  await here.open('/documents');
  return here.page;
}

const rows = (page: Page) => page.locator('li.document');
const listCalls = () => here.calls.filter((call) => call === 'GET /api/documents').length;
const told = (page: Page, text: string) => page.locator('.count', { hasText: text }).waitFor();

describe('R7.1a of 47 documents of one kind', () => {
  it('the wanted one is found in two actions, and opens', async () => {
    const page = await open({ count: 47 });
    await told(page, '47 dokumentum, ebből 3 új.');
    await page.locator('.search input').fill('0031');
    await told(page, 'Találat: 1.');
    await rows(page).click();
    await page.waitForURL('**/documents/01J0000099969');
    await page.getByRole('heading', { name: 'Díjbekérő – szamla 0031' }).waitFor();
  });

  it('each has a name of its own, and the whole row opens it', async () => {
    const page = await open({ count: 47 });
    await told(page, '47 dokumentum');
    const names = await rows(page).locator('a').allTextContents();
    expect(new Set(names).size).toBe(47);
    const box = await rows(page).nth(5).boundingBox();
    await page.mouse.click((box?.x ?? 0) + 4, (box?.y ?? 0) + 4);
    await page.waitForURL('**/documents/*');
  });

  it('the filter is in the address, out of what is sent to the server; it survives a reload, Back and the skip link', async () => {
    const page = await open({ count: 47 });
    await told(page, '47 dokumentum');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.selectOption('select[aria-label=Kötvény]', 'KGFB-100-001');
    await page.getByRole('button', { name: 'Új (3)' }).click();
    await told(page, 'Találat: 1.');
    const address = page.url();
    expect(address).toContain('#policy=KGFB-100-001&only=unread');
    await page.reload();
    await told(page, 'Találat: 1.');
    await page.locator('.skip').focus();
    await page.keyboard.press('Enter');
    await told(page, 'Találat: 1.');
    expect(page.url()).toBe(address);
    await rows(page).locator('a').click();
    await page.waitForURL('**/documents/*');
    await page.goBack();
    await told(page, 'Találat: 1.');
    expect(page.url()).toBe(address);
    expect(asked.filter((url) => url.includes('KGFB'))).toEqual([]);
    await page.locator('nav a[href="/documents"]').click();
    await expect.poll(() => rows(page).count()).toBe(47);
    expect(page.url()).not.toContain('#');
  });

  it('years and words without accents find; nothing found is said in words', async () => {
    const page = await open({ count: 47, apart: 10 * day });
    await told(page, '47 dokumentum');
    await page.selectOption('select[aria-label=Év]', '2025');
    await told(page, 'Találat: 14.');
    await page.locator('.search input').fill('DIJBEKERO lakas100002');
    await told(page, 'Találat: 9.');
    await page.locator('.search input').fill('casco');
    await page.getByText('Nincs a keresésnek vagy a szűrésnek megfelelő dokumentum.').waitFor();
    await page.getByRole('button', { name: 'Minden dokumentum mutatása' }).press('Enter');
    await expect.poll(() => rows(page).count()).toBe(47);
    expect(await page.locator('.count:focus').count()).toBe(1);
    await page.locator('.search input').fill('casco');
    await page.getByRole('button', { name: 'Mind', exact: true }).click();
    await expect.poll(() => rows(page).count()).toBe(47);
  });

  it('a badge says what goes within a month, and the notice leads to it', async () => {
    const page = await open({ count: 47, apart: 8.3 * day });
    await page.getByText('3 dokumentum egy hónapon belül lekerül az ügyfélportálról.').waitFor();
    await page.getByRole('button', { name: 'Megnézem' }).press('Enter');
    await told(page, 'Találat: 3.');
    expect(await page.locator('.count:focus').count()).toBe(1);
    expect(await rows(page).locator('.pill-going').allTextContents()).toHaveLength(3);
    expect(await rows(page).locator('.pill-going').last().textContent()).toMatch(/^Utolsó nap: dec\. \d+\.$/);
  });
});

describe('R7.1a of 2,000 documents', () => {
  it('the first screen comes with the first page; the others follow behind it, and are counted and found', async () => {
    const page = await open({ count: 2_000, apart: day / 6, held: true });
    await told(page, 'Eddig 100 dokumentum töltődött be');
    expect(await rows(page).count()).toBe(100);
    await answerPages(page, { count: 2_000, apart: day / 6 });
    await page.reload();
    await told(page, '2000 dokumentum, ebből 3 új.');
    expect(await rows(page).count()).toBe(100);
    await page.locator('.search input').fill('szamla 1999');
    await told(page, 'Találat: 1.');
    expect(await rows(page).count()).toBe(1);
  });

  it('more rows come by a button that leads on; Back returns to the same place without loading all again', async () => {
    const page = await open({ count: 2_000, apart: day / 6 });
    await told(page, '2000 dokumentum');
    await page.locator('button.more').click();
    await expect.poll(() => rows(page).count()).toBe(200);
    await expect
      .poll(() => page.evaluate("document.activeElement.closest('li')?.textContent"))
      .toContain('szamla 0101');
    const before = listCalls();
    const wanted = rows(page).nth(180).locator('a');
    await wanted.focus();
    const top = await page.evaluate('scrollY');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'szamla 0181' }).waitFor();
    await page.goBack();
    await expect.poll(() => rows(page).count()).toBe(200);
    await expect.poll(() => page.evaluate('scrollY')).toBe(top);
    await expect
      .poll(() => page.evaluate("document.activeElement.closest('li')?.textContent"))
      .toContain('szamla 0181');
    // One page to see whether there is something new, by the document and by the list.
    await expect.poll(() => listCalls()).toBeLessThanOrEqual(before + 2);
  });

  it('R7.1a paper gets all of them, with whose list it is and when it was printed', async () => {
    const page = await open({ count: 2_000, apart: day / 6 });
    await told(page, '2000 dokumentum');
    await page.evaluate(
      `{ window.print = () => { dispatchEvent(new Event('beforeprint')); document.title = String(document.querySelectorAll('li.document').length) } }`,
    );
    await page.getByRole('button', { name: 'A lista nyomtatása (2000 dokumentum)' }).click();
    await expect.poll(() => page.title()).toBe('2000');
    await page.emulateMedia({ media: 'print' });
    const paper = await page.locator('p.on-paper').first().innerText();
    expect(paper).toContain('szabone.kiss.anna-katalin+biztositas');
    expect(paper).toContain('Nyomtatva: 2026. november 25.');
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    await expect.poll(() => rows(page).count()).toBe(100);
  });
});
