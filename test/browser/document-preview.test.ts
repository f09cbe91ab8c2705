import { afterEach, describe, expect, it } from 'vitest';
import { advance } from '#test/support/portal/control.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { signInAs } from './customer-pages.ts';
import { hasFocus, press, submitOf } from './keyboard.ts';
import { aPdfOfPages } from './shown-pdf.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;

afterEach(() => here?.close());

/** A signed-in customer on the page of their one document. */
async function aShownDocument(bytes: Buffer, width = 1280) {
  const customer = await aRegisteredPerson(portal);
  await uploadDocument(portal, customer.policies[0].policyNumber, bytes, { metadata: { kind: 'invoice' } });
  await allWorkedOff(portal);
  here = await visit(browser, portal, { width });
  const { page } = here;
  await signInAs(here, customer);
  await page.locator('nav a[href="/documents"]').click();
  await page.locator('li.document a').click();
  await page.locator('.preview canvas').waitFor();
  return { customer, page, text: page.locator('.textLayer') };
}

const says = (text: Awaited<ReturnType<typeof aShownDocument>>['text'], line: string) =>
  expect.poll(() => text.textContent()).toContain(line);

describe('R7.1b a document is shown inside the portal', () => {
  it('its pages are turned and zoomed by keys; its text is there for screen readers', async () => {
    const { page, text } = await aShownDocument(aPdfOfPages(['Els\u00f6 oldal', 'Utols\u00f3 oldal']), 360);
    await says(text, 'Els');
    const next = page.getByRole('button', { name: 'Következő oldal' });
    await press(page, next);
    await says(text, 'Utols');
    await page.getByText('2/2. oldal').waitFor();
    expect(await hasFocus(page, next)).toBe(true);
    expect(await next.getAttribute('aria-disabled')).toBe('true');
    const canvas = page.locator('.preview canvas');
    const before = (await canvas.boundingBox())?.width ?? 0;
    await press(page, page.getByRole('button', { name: 'Nagyítás' }));
    await expect.poll(async () => (await canvas.boundingBox())?.width).toBeGreaterThan(before * 1.2);
    await press(page, page.getByRole('button', { name: 'Kicsinyítés' }));
    await press(page, page.getByRole('button', { name: 'Előző oldal' }));
    await says(text, 'Els');
    expect(here.offences).toEqual([]);
  });

  it('all its pages are printed, and nothing else', async () => {
    const { page } = await aShownDocument(aPdfOfPages(['a', 'b', 'c']));
    await page.evaluate('{ window.print = () => { document.title = "printed" } }');
    await page.getByRole('button', { name: 'A dokumentum nyomtatása' }).click();
    await expect.poll(() => page.title()).toBe('printed');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.paper img').count()).toBe(3);
    expect(await page.locator('.paper img').first().isVisible()).toBe(true);
    for (const hidden of ['h1', '.preview', '.site-header', '.site-footer'])
      expect(await page.locator(hidden).isVisible(), hidden).toBe(false);
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    await expect.poll(() => page.locator('.paper img').count()).toBe(0);
    expect(here.offences).toEqual([]);
  });

  it('it is no longer new in the list; its history says that it was opened and saved', async () => {
    const { page } = await aShownDocument(aPdf());
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Mentés' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d Díjbekérő \S+\.pdf$/);
    await page.locator('summary').click();
    await page.locator('.history li', { hasText: 'megnyitva' }).waitFor();
    await page.locator('.way-back').click();
    await page.locator('.count', { hasText: '1 dokumentum.' }).waitFor();
    expect(await page.locator('.pill-new').count()).toBe(0);
    await page.reload();
    await page.locator('.count', { hasText: '1 dokumentum.' }).waitFor();
  });

  it('a reload after five minutes shows it again; who was signed out meanwhile signs in and is back at it', async () => {
    const { customer, page, text } = await aShownDocument(aPdf());
    await advance(portal, 'PT5M');
    await page.reload();
    await says(text, 'Minta dokumentum');
    const address = page.url();
    expect(address).not.toContain(customer.policies[0].policyNumber);
    await here.context.clearCookies();
    await page.reload();
    await page.fill('[name=username]', customer.username);
    await page.fill('[name=password]', customer.password);
    await submitOf(page).click();
    await page.waitForURL(address);
    await says(text, 'Minta dokumentum');
  });
});
