import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCustomer, aCustomerPolicy } from '#test/builders/customer.ts';
import { mailsTo } from '#test/support/portal/control.ts';
import { confirmationToken, register, signUp } from '#test/support/portal/customer.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { stackWith } from '#test/support/portal/stack-with.ts';
import { checkState } from './check-state.ts';
import { launchBrowser } from './chromium.ts';
import { fillRegistration, signInAs } from './customer-pages.ts';
import { visit } from './visit.ts';

const profile = {
  helplineMenu: '3',
  helplineHours: 'hétfőtől péntekig 8–18 óráig',
  helplineHoursEn: 'Monday to Friday, 8 to 18',
  termsUrl: 'https://insurer.example/eposta-feltetelek.pdf',
  privacyUrl: 'https://insurer.example/adatkezeles',
  imprintUrl: 'https://insurer.example/impresszum',
  complaintsUrl: 'https://insurer.example/panasz',
  accessibilityUrl: 'https://insurer.example/akadalymentesseg',
  bankAccount: '11700000-12345678-00000000',
  paymentReference: 'Díj {policyNumber}',
};

let browser: Browser;
let portal: Portal;
let stack: Awaited<ReturnType<typeof stackWith>>;

beforeAll(async () => {
  stack = await stackWith(profile);
  [browser, portal] = await Promise.all([launchBrowser(), openPortal(stack)]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.close();
  await stack?.remove();
});

describe.each([
  ['hu', 320, /3-as menüpont\s*hétfőtől péntekig 8–18 óráig/, '3-as menüpont (hétfőtől péntekig 8–18 óráig)'],
  ['en', 1280, /menu 3\s*Monday to Friday, 8 to 18/, 'menu 3 (Monday to Friday, 8 to 18)'],
] as const)('the insurer of the settings in %s, %i pixels wide', (language, width, foot, words) => {
  it('R8.2 whoever ePosta switches to bank transfer sees the account and the reference, once it is on', async () => {
    const cheque = aCustomerPolicy({ product: 'casco', paymentMethod: 'postal-cheque' });
    const customer = aCustomer({ language, policies: [aCustomerPolicy({ paymentMethod: 'direct-debit' }), cheque] });
    await registerAtInsurer(portal, customer);
    await signUp(portal, customer);
    const here = await visit(browser, portal, { language, width });
    await signInAs(here, customer);
    await here.open('/policies');
    const { page } = here;
    const casco = page.locator('li.policy', { hasText: cheque.policyNumber });
    await casco.waitFor();
    expect(await page.locator('main').textContent()).not.toContain(profile.bankAccount);
    await casco.locator(':scope > .actions button').click();
    await page.locator('dialog button').first().dblclick();
    await casco.locator('.notice-good').waitFor();
    await page.locator('dialog').waitFor({ state: 'detached' });
    const facts = () => casco.locator('.facts').textContent();
    await expect.poll(facts).toContain(profile.bankAccount);
    expect(await facts()).toContain(`Díj ${cheque.policyNumber}`);
    // Direct debit stays what it was: nothing to transfer there.
    expect(await page.getByText(profile.bankAccount).count()).toBe(1);
    await checkState(here, 'where to transfer');
    await here.close();
  });

  it('R13.1 the helpline has its menu and hours on the page and in mails, the terms are linked where customers accept them', async () => {
    const customer = aCustomer({ language });
    await registerAtInsurer(portal, customer);
    const here = await visit(browser, portal, { language, width });
    await here.open('/register');
    await fillRegistration(here.page, customer);
    await expect.poll(() => here.page.locator('footer').textContent()).toMatch(foot);
    const terms = here.page.locator(`main a[href="${profile.termsUrl}"]`);
    await terms.waitFor();
    await here.page.locator(`main a[href="${profile.privacyUrl}"]`).waitFor();
    for (const url of [
      profile.termsUrl,
      profile.privacyUrl,
      profile.imprintUrl,
      profile.complaintsUrl,
      profile.accessibilityUrl,
    ])
      expect(await here.page.locator(`footer a[href="${url}"]`).count(), url).toBe(1);
    await checkState(here, 'registration with the terms');
    await register(portal, customer);
    await here.open(`/confirm#token=${await confirmationToken(portal, customer)}`);
    await terms.waitFor();
    for (const form of [
      (await mailsTo(portal, customer.email))[0]?.text,
      (await mailsTo(portal, customer.email))[0]?.html,
    ])
      expect(form).toContain(`(06 1/20/30/70) 335 3355, ${words}`);
    await here.close();
  });
});
