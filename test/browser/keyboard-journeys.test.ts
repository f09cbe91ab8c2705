import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { aCustomer, aCustomerPolicy } from '#test/builders/customer.ts';
import { lastMailTo, signUp } from '#test/support/portal/customer.ts';
import { allWorkedOff, aPdf, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { hasFocus, press, submitOf, tabTo, type } from './keyboard.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;

afterEach(() => here?.close());

/** It is alone on its line. */
const temporaryPassword = /^[a-z2-9]{4}(-[a-z2-9]{4}){3}(?=\s*$)/m;
const documents = (count: number) => expect.poll(() => here.page.locator('li.document').count()).toBe(count);

/** Chooses by the arrow keys. Not by typing: a list forgets what was typed a second ago, and machines pause longer. */
async function chooseByArrow(page: Page, list: Locator, value: string): Promise<void> {
  for (let left = await list.locator('option').count(); (await list.inputValue()) !== value; left--) {
    if (left === 0) throw new Error(`no arrow leads to ${value}`);
    await page.keyboard.press('ArrowDown');
  }
}

describe('with the keyboard alone', () => {
  it('R7 a customer filters documents by policy, prints the list, changes the password, signs out', async () => {
    const customer = aCustomer({ policies: [aCustomerPolicy(), aCustomerPolicy({ product: 'casco' })] });
    const [home, casco] = customer.policies;
    const chosen = 'négy zöld kacsa repül';
    await registerAtInsurer(portal, customer);
    await signUp(portal, customer);
    for (const policy of [home, home, casco]) await uploadDocument(portal, policy?.policyNumber ?? '', aPdf());
    await allWorkedOff(portal);
    here = await visit(browser, portal, { width: 320 });
    const { page } = here;
    await here.open('/');
    await type(page, 'username', customer.username);
    await type(page, 'password', customer.password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/home');
    await press(page, page.locator('nav a[href="/documents"]'));
    await documents(3);
    await expect.poll(() => hasFocus(page, page.locator('h1'))).toBe(true);

    const filter = page.locator('select[aria-label=Kötvény]');
    await tabTo(page, filter);
    await chooseByArrow(page, filter, casco?.policyNumber ?? '');
    await documents(1);
    expect(await hasFocus(page, filter)).toBe(true);
    await page.keyboard.press('Home');
    await documents(3);

    await page.evaluate('{ window.print = () => { document.title = "printed" } }');
    await press(page, page.locator('button.print'));
    await expect.poll(() => page.title()).toBe('printed');

    await press(page, page.locator('.skip'));
    await press(page, page.locator('nav a[href="/account"]'));
    await type(page, 'currentPassword', customer.password);
    await type(page, 'newPassword', chosen);
    await press(page, submitOf(page, 'newPassword'));
    await page.getByText('Jelszava megváltozott').waitFor();
    await type(page, 'username', customer.username);
    await type(page, 'password', chosen);
    await press(page, submitOf(page));
    await page.waitForURL('**/home');
    await press(page, page.locator('.leave button'));
    await page.getByText('Kijelentkezett.').waitFor();
  });

  it('R7.1a the filter by policy needs no call of its own and keeps its focus', async () => {
    const customer = aCustomer({ policies: [aCustomerPolicy(), aCustomerPolicy({ product: 'casco' })] });
    const [home, casco] = customer.policies;
    await registerAtInsurer(portal, customer);
    await signUp(portal, customer);
    for (const policy of [home, casco]) await uploadDocument(portal, policy?.policyNumber ?? '', aPdf());
    await allWorkedOff(portal);
    here = await visit(browser, portal);
    const { page } = here;
    await here.open('/');
    await type(page, 'username', customer.username);
    await type(page, 'password', customer.password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/home');
    await page.locator('ul.tasks').first().waitFor();
    await press(page, page.locator('nav a[href="/documents"]'));
    await documents(2);
    // The page has what it asks for when it opens: its documents, and whose they are, which only paper shows.
    await page.locator('main .on-paper', { hasText: customer.username }).waitFor({ state: 'attached' });
    const before = here.calls.length;

    const filter = page.locator('select[aria-label=Kötvény]');
    await tabTo(page, filter);
    await chooseByArrow(page, filter, casco?.policyNumber ?? '');
    await documents(1);
    expect(await hasFocus(page, filter)).toBe(true);
    await page.keyboard.press('Home');
    await documents(2);
    expect(here.calls.slice(before)).toEqual([]);
  });

  it('R4 a customer who forgot everything gets back in by the mail, in a language chosen by keys', async () => {
    const customer = aCustomer({ language: 'en' });
    await registerAtInsurer(portal, customer);
    await signUp(portal, customer);
    here = await visit(browser, portal);
    const { page } = here;
    await here.open('/');
    await press(page, page.getByRole('button', { name: 'English' }));
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expect.poll(() => page.getAttribute('html', 'lang')).toBe('en');
    expect(await hasFocus(page, page.getByRole('button', { name: 'English' }))).toBe(true);
    await press(page, page.locator('main a[href="/recover"]'));
    await type(page, 'email', customer.email);
    await type(page, 'mobile', customer.mobile);
    await press(page, submitOf(page));
    await page.getByText('Check your mailbox').waitFor();
    const { text } = await lastMailTo(portal, customer.email, temporaryPassword);
    const [temporary = ''] = temporaryPassword.exec(text) ?? [];
    await press(page, page.locator('main a.button[href="/"]'));
    await type(page, 'username', customer.username);
    await type(page, 'password', temporary);
    await press(page, submitOf(page));
    await type(page, 'newPassword', 'four green ducks fly home');
    await press(page, submitOf(page, 'newPassword'));
    await page.waitForURL('**/home');
  });
});
