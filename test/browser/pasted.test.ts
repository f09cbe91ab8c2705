import { readFile } from 'node:fs/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { callApi } from '#test/support/portal/api.ts';
import { registrationOf } from '#test/support/portal/customer.ts';
import { anInsuredPerson, aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf } from '#test/support/portal/insurer.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { fillRegistration, signInAs } from './customer-pages.ts';
import { submitOf } from './keyboard.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;

afterEach(async () => {
  const offences = here?.offences ?? [];
  await here?.close();
  expect(offences).toEqual([]);
});

/** Puts a text into a field as the clipboard does: at once, and cut where the field ends. */
async function paste(page: Page, name: string, text: string) {
  const field = page.locator(`[name="${name}"]`);
  await field.fill('');
  await field.focus();
  await page.keyboard.insertText(text);
}

const refusedSchema = v.object({ fields: v.array(v.string()) });

describe('R1.7, R2.4 what people paste into the page', () => {
  it('registers with what chats, address books and PDFs copy along', async () => {
    const customer = await anInsuredPerson(portal);
    here = await visit(browser, portal, { width: 320 });
    await here.open('/register');
    await fillRegistration(here.page, customer, (page, name, value) =>
      paste(page, name, `\u2066\u00a0${value.normalize('NFD')}\u200b\u2069\ufeff`),
    );
    await submitOf(here.page).click();
    await here.page.locator('.lead', { hasText: customer.email }).waitFor();
    expect(here.calls).toContain('POST /api/registrations');
  });

  it('signs in with a password and a username that were copied', async () => {
    const customer = await aRegisteredPerson(portal);
    here = await visit(browser, portal, { width: 320 });
    await here.open('/');
    await paste(here.page, 'username', `\u202a${customer.username.toUpperCase()}\u202c `);
    expect(await here.page.locator('[name=password]').getAttribute('type')).toBe('password');
    await paste(here.page, 'password', `\u00a0${customer.password.normalize('NFD')}\u200b `);
    await submitOf(here.page).click();
    await here.page.waitForURL('**/home');
  });

  it.each([
    [{ email: 'info@árvíztűrő', mobile: '06 1 335 3355', username: 'an na' }],
    [{ email: `${'a'.repeat(65)}@mail.example`, mobile: '+43 660 1234567', username: 'a' }],
    [{ email: 'anna@[192.0.2.1]', mobile: '\u206606 30 123\u2069', username: '\u200b' }],
  ])('is refused by its fields as the API refuses it, before it is sent: %j', async (wrong) => {
    const customer = { ...aCustomer(), ...wrong };
    here = await visit(browser, portal, { width: 320 });
    await here.open('/register');
    await fillRegistration(here.page, aCustomer());
    await here.page.goBack();
    for (const [name, value] of Object.entries(wrong)) await paste(here.page, name, value);
    await submitOf(here.page).click();
    const marked = here.page.locator('input[aria-invalid=true]');
    await expect.poll(() => marked.count()).toBe(3);
    const page = await marked.evaluateAll((inputs) => inputs.map((input) => input.getAttribute('name')));
    expect(here.calls).not.toContain('POST /api/registrations');
    const answer = await callApi(portal, 'POST', 'registrations', { body: registrationOf(customer) });
    const { fields } = v.parse(refusedSchema, answer.body);
    // The API reads the number only once the rest is right.
    expect(page.sort()).toEqual([...new Set([...fields, 'mobile'])].sort());
    const { email, username } = aCustomer();
    const onlyMobile = await callApi(portal, 'POST', 'registrations', {
      body: registrationOf({ ...customer, email, username }),
    });
    expect(v.parse(refusedSchema, onlyMobile.body).fields).toEqual(['mobile']);
  });
});

describe('R9.3a a Content-Encoding that an upload claims', () => {
  it.each(['gzip', 'br', 'base64'])('%s: the browser saves the document byte by byte', async (ContentEncoding) => {
    const customer = await aRegisteredPerson(portal);
    const Key = `documents/${customer.policies[0].policyNumber}/kodolt-${unique()}.pdf`;
    const bytes = aPdf();
    const Bucket = portal.outputs.DocumentsBucket;
    await portal.s3.send(new PutObjectCommand({ Bucket, Key, Body: bytes, ContentEncoding }));
    await allWorkedOff(portal);
    here = await visit(browser, portal);
    await signInAs(here, customer);
    await here.open('/documents');
    const item = here.page.locator('li.document');
    await item.waitFor();
    const [download] = await Promise.all([here.page.waitForEvent('download'), item.locator('.row-save').click()]);
    expect((await readFile(await download.path())).equals(bytes)).toBe(true);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  });
});
