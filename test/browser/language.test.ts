import type { BrowserContext } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { aCustomer } from '#test/builders/customer.ts';
import { confirmationToken, lastMailTo, passwordFromSms, register } from '#test/support/portal/customer.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { submitOf } from './keyboard.ts';

const { browser, portal } = await browserAndPortalOfFile();

let context: BrowserContext;

afterEach(() => context?.close());

/** A browser of a language in which the portal was never open. */
async function freshBrowser(locale: string) {
  context = await browser.newContext({ locale });
  return context.newPage();
}

describe('R13.2 the language of the pages', () => {
  it.each([
    ['a Hungarian', 'hu-HU'],
    ['an English', 'en-GB'],
  ])(
    'an English mail in %s browser that was never here: English all the way, and the account after that',
    async (_, locale) => {
      const customer = aCustomer({ language: 'en' });
      await registerAtInsurer(portal, customer);
      await register(portal, customer);
      const { text } = await lastMailTo(portal, customer.email, /\/confirm#token=/);
      const link = /\/confirm#token=\S+/.exec(text)?.[0] ?? '';
      expect(link).toMatch(/&lang=en$/);
      const page = await freshBrowser(locale);
      await page.goto(portal.url + link);
      await page.getByText('By pressing the button you accept').waitFor();
      await submitOf(page).click();
      await page.getByText('You are registered').waitFor();
      await page.locator('main a.button[href="/"]').click();
      await page.fill('[name=username]', customer.username);
      await page.fill('[name=password]', await passwordFromSms(portal, customer));
      await submitOf(page).click();
      await page.fill('[name=newPassword]', customer.password);
      await submitOf(page).click();
      await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
      await context.close();

      const again = await freshBrowser('hu-HU');
      await again.goto(portal.url);
      await again.getByRole('heading', { name: 'Belépés' }).waitFor();
      await again.fill('[name=username]', customer.username);
      await again.fill('[name=password]', customer.password);
      await submitOf(again).click();
      await again.getByRole('heading', { level: 1, name: 'Home' }).waitFor();

      // The next page begins in it, before the account has answered; signing out forgets it.
      await again.route('**/api/account', () => undefined);
      await again.reload();
      await again.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
      await again.getByRole('button', { name: 'Sign out', exact: true }).click();
      await again.getByRole('heading', { name: 'Sign in' }).waitFor();
      await again.reload();
      await again.getByRole('heading', { name: 'Belépés' }).waitFor();
    },
  );

  it('a Hungarian mail in a fresh English browser is Hungarian; without a mail the browser decides', async () => {
    const customer = await anInsuredPerson(portal);
    await register(portal, customer);
    const page = await freshBrowser('en-GB');
    await page.goto(portal.url);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(`${portal.url}/confirm#token=${await confirmationToken(portal, customer)}`);
    await page.reload();
    await page.getByText('A gombra kattintva elfogadja').waitFor();
    await page.goto(`${portal.url}/recover?lang=hu`);
    await page.getByRole('heading', { name: 'Elfelejtett jelszó vagy felhasználónév' }).waitFor();
    expect(page.url()).toBe(`${portal.url}/recover`);
  });
});
