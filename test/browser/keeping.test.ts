import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { resetClock } from '#test/support/portal/control.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { readZip } from '../../web/src/pages/check/read-zip.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { checkState } from './check-state.ts';
import { signInAs } from './customer-pages.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;

afterEach(async () => {
  const offences = here?.offences ?? [];
  await here?.close();
  await resetClock(portal);
  expect(offences).toEqual([]);
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Signs in a customer with so many documents of one kind, and opens the page that offers to save them all. */
async function aCustomerWith(count: number, path: string) {
  const customer = await aRegisteredPerson(portal);
  const originals = Array.from({ length: count }, () => aPdf());
  for (const [index, bytes] of originals.entries())
    await uploadDocument(portal, customer.policies[0].policyNumber, bytes, {
      metadata: { kind: 'invoice' },
      fileName: `dijbekero-${index}.pdf`,
    });
  await allWorkedOff(portal);
  here = await visit(browser, portal, { width: 360 });
  await signInAs(here, customer);
  await here.open(path);
  return { originals, hashes: new Set(originals.map(sha256)) };
}

const saveAll = (page: Page) => page.locator('.keeping button').first();

async function filesOf(zip: Buffer<ArrayBuffer>) {
  const entries = await readZip(new Blob([zip]));
  return Promise.all(
    (entries ?? []).map(async ({ name, read }) => ({ name, bytes: Buffer.from(await (await read()).arrayBuffer()) })),
  );
}

describe('R7.1c saving all documents at once', () => {
  it('before cancelling: one press, each file equals its original, names differ; the check takes the whole ZIP', async () => {
    const { hashes } = await aCustomerWith(12, '/account/cancel');
    const { page } = here;
    await page.getByText('12 dokumentum').waitFor();
    await checkState(here, 'the farewell bundle is offered');
    const [download] = await Promise.all([page.waitForEvent('download'), saveAll(page).press('Enter')]);
    // The pressed button is gone: the focus stays with what says how far it is, and a second press gives nothing up.
    expect(await page.locator('.keeping:focus').count()).toBe(1);
    expect(download.suggestedFilename()).toMatch(/^Dokumentumok \d{4}-\d\d-\d\d\.zip$/);
    const bundle = { name: download.suggestedFilename(), mimeType: 'application/zip' };
    const buffer = await readFile(await download.path());
    const files = await filesOf(buffer);
    const documents = files.filter(({ name }) => name.endsWith('.pdf'));
    expect(new Set(documents.map(({ bytes }) => sha256(bytes)))).toEqual(hashes);
    expect(new Set(documents.map(({ name }) => name)).size).toBe(12);
    const manifest = files.find(({ name }) => name === 'Jegyzék.csv')?.bytes.toString() ?? '';
    for (const hash of hashes) expect(manifest).toContain(hash);
    await page.locator('.keeping .notice-good').waitFor();
    await checkState(here, 'the bundle is saved');

    await here.open('/check');
    await page.setInputFiles('input[type=file][multiple]', { ...bundle, buffer });
    await page.getByText('Minden fájl eredeti (12)').waitFor();
    await checkState(here, 'a whole ZIP is genuine');
    const broken = { name: 'másolat.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no document of ours') };
    const genuine = { name: 'eredeti.pdf', mimeType: 'application/pdf', buffer: documents[0]?.bytes ?? Buffer.of() };
    await page.setInputFiles('input[type=file][multiple]', [genuine, broken]);
    await page.getByText('2 fájlból 1 eredeti').waitFor();
    await page.locator('li', { hasText: 'másolat.pdf' }).waitFor();
    await checkState(here, 'one of two files is genuine');
  });

  it('from the list: 47 documents of one kind with one press; a filter saves only what it leaves', async () => {
    const { hashes } = await aCustomerWith(47, '/documents');
    const { page } = here;
    await saveAll(page).filter({ hasText: '47 dokumentum' }).waitFor();
    await checkState(here, 'the list offers to save all');
    const [download] = await Promise.all([page.waitForEvent('download'), saveAll(page).click()]);
    const files = await filesOf(await readFile(await download.path()));
    const documents = files.filter(({ name }) => name.endsWith('.pdf'));
    expect(new Set(documents.map(({ bytes }) => sha256(bytes)))).toEqual(hashes);
    expect(new Set(documents.map(({ name }) => name.toLowerCase())).size).toBe(47);
    await here.open('/documents#search=nincs-ilyen');
    await expect.poll(() => saveAll(page).count()).toBe(0);
  });

  it('goes on by itself after a lost connection, and can be given up', async () => {
    const { hashes } = await aCustomerWith(6, '/account/cancel');
    const { page, context } = here;
    let served = 0;
    // The bytes of the fourth document do not come: the connection is lost.
    await page.route(`${portal.aws}/**`, async (route) => {
      served += 1;
      if (served === 4) await context.setOffline(true);
      if (served >= 4 && served < 7) return route.abort('internetdisconnected');
      return route.continue();
    });
    await page.getByText('6 dokumentum').waitFor();
    const downloading = page.waitForEvent('download');
    await saveAll(page).click();
    await page.getByText('Megszakadt az internetkapcsolat').waitFor();
    await checkState(here, 'saving waits for the connection');
    served = 100;
    await context.setOffline(false);
    const files = await filesOf(await readFile(await (await downloading).path()));
    expect(new Set(files.filter(({ name }) => name.endsWith('.pdf')).map(({ bytes }) => sha256(bytes)))).toEqual(
      hashes,
    );

    await page.locator('.keeping .notice-good').waitFor();
    await context.setOffline(true);
    await saveAll(page).click();
    await page.getByText('Megszakadt az internetkapcsolat').waitFor();
    await page.getByText('Mentés megszakítása').press('Enter');
    await expect.poll(() => page.locator('.keeping progress').count()).toBe(0);
    expect(await page.locator('.keeping:focus').count()).toBe(1);
    await context.setOffline(false);
  });
});
