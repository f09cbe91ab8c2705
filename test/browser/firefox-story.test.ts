import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCustomer, aCustomerPolicy, type Customer } from '#test/builders/customer.ts';
import { confirmationToken, passwordFromSms } from '#test/support/portal/customer.ts';
import { allWorkedOff, aPdf, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { registrationSteps } from './customer-pages.ts';
import { installed } from './installed.ts';

// No package of npm brings a Firefox: `.ci/run` installs Debian's beside Chromium. Playwright drives only its own.
const firefox = installed(['firefox-esr', 'firefox']);
const without = firefox === undefined ? ' (left out: there is no Firefox on the PATH)' : '';

let browser: Browser;
let portal: Portal;
let page: Page;
let saved: string;

describe.skipIf(firefox === undefined)(`in Firefox${without}`, () => {
  beforeAll(async () => {
    saved = await mkdtemp(join(tmpdir(), 'portal-firefox-'));
    [browser, portal] = await Promise.all([
      launch({
        browser: 'firefox',
        executablePath: firefox ?? '',
        headless: true,
        extraPrefsFirefox: {
          'browser.download.folderList': 2,
          'browser.download.dir': saved,
          // Else Firefox also opens what it has saved, in a tab before the portal's, whose painting then rests.
          'pdfjs.disabled': true,
          'browser.helperApps.neverAsk.saveToDisk': 'application/pdf',
          'intl.accept_languages': 'hu-HU',
        },
      }),
      openPortal(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.close();
    await rm(saved, { recursive: true, force: true });
  });

  const open = async (path: string) => void (await page.goto(portal.url + path));
  /** By the page's own text: the driver's selector of texts does not see one that a render changed. */
  const shows = (text: string) => expect.poll(() => page.evaluate('document.body.innerText')).toContain(text);
  const put = (name: string, value: string) => page.locator(`[name="${name}"]`).fill(value);
  const click = (selector: string) => page.locator(selector).setWaitForStableBoundingBox(false).click();
  const send = () => click('main button[type=submit]');

  async function registers(customer: Customer) {
    await open('/register');
    for (const fields of registrationSteps(customer)) {
      await page.waitForSelector(`[name="${fields[0]?.[0]}"]`);
      for (const [name, value] of fields) await put(name, value);
      await send();
    }
    await click('[name=acceptTerms]');
    await send();
    await shows('Már csak meg kell erősítenie');
    await open(`/confirm#token=${await confirmationToken(portal, customer)}`);
    await shows('A gombra kattintva elfogadja');
    await send();
    await shows('Sikeres regisztráció');
  }

  async function signsIn({ username }: Customer, password: string) {
    await put('username', username);
    await put('password', password);
    await send();
  }

  it('a customer registers, chooses a password, reads and saves a document, turns on ePosta and signs out', async () => {
    const cheque = aCustomerPolicy({ product: 'casco', paymentMethod: 'postal-cheque' });
    const customer = aCustomer({ policies: [aCustomerPolicy(), cheque] });
    await registerAtInsurer(portal, customer);
    page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await registers(customer);

    await click('main a.button[href="/"]');
    await signsIn(customer, await passwordFromSms(portal, customer));
    await put('newPassword', customer.password);
    await send();
    await shows('Teendők');

    const bytes = aPdf();
    await uploadDocument(portal, customer.policies[0].policyNumber, bytes, { metadata: { kind: 'invoice' } });
    await allWorkedOff(portal);
    // The session's cookie brings the customer back after a reload, over http on this machine, too.
    await page.reload();
    await shows('Belépett ügyfél');
    await click('nav a[href="/documents"]');
    await click('li.document a');
    await page.waitForSelector('.preview canvas');
    await shows('Minta dokumentum');
    await click('.way-back');
    await click('.row-save');
    await expect.poll(() => readdir(saved)).toEqual([expect.stringMatching(/^20\d\d-\d\d-\d\d Díjbekérő .*\.pdf$/)]);
    const [name = ''] = await readdir(saved);
    await expect.poll(async () => (await readFile(join(saved, name))).equals(bytes)).toBe(true);

    await page.bringToFront();
    await click('nav a[href="/policies"]');
    await shows('ePosta bekapcsolása');
    await click('li.policy > .actions > .button:not(.button-second)');
    await page.waitForSelector('dialog[open]');
    // R8.2b a careless Enter agrees to nothing.
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H2');
    // Not by the driver's own click, which waits for ever for a button above the page.
    await page.evaluate(`document.querySelector('dialog .button').click()`);
    await shows('átállítás banki átutalásra folyamatban');
    await click('.leave button');
    await shows('Kijelentkezett.');
    expect(errors).toEqual([]);
  });
});
