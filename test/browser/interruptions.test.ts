import type { Route } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { aCustomerPolicy, type Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { advance, mailsTo } from '#test/support/portal/control.ts';
import { confirmationToken } from '#test/support/portal/customer.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { publishedChanges } from '#test/support/portal/policies.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { fillRegistration, signInAs } from './customer-pages.ts';
import { sendAgain, submitOf } from './keyboard.ts';
import { aRegisteredCustomer } from './registered-customer.ts';
import { settled } from './settled.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;

// Time only moves forward, and changes are published by the moved time.
afterEach(async () => {
  const offences = here?.offences ?? [];
  await here?.close();
  expect(offences).toEqual([]);
});

const aRegistered = () =>
  aRegisteredCustomer(portal, {
    policies: [aCustomerPolicy(), aCustomerPolicy({ product: 'casco', paymentMethod: 'postal-cheque' })],
  });

/** The call takes effect, its answer is lost: what a telephone in a lift does. */
const loseAnswer = async (route: Route) => {
  await route.fetch();
  await route.abort('connectionreset');
};
const typesOf = async (customer: Customer, count: number) =>
  (await publishedChanges(portal, customer, count)).map(({ type }) => type).sort();

/** Opens the page and waits until the account has come: no call of the page's own is left to be lost. */
const openCancelling = async () => {
  await here.open('/account/cancel');
  await here.page.locator('form [autocomplete=username]').waitFor({ state: 'attached' });
};

describe('an answer that is lost on its way', () => {
  it('R2 registering: the same button works again, and the link of the last mail', async () => {
    const customer = await anInsuredPerson(portal);
    here = await visit(browser, portal, { width: 320 });
    const { page } = here;
    await page.route('**/api/registrations', loseAnswer, { times: 1 });
    await page.route('**/api/registrations/confirmation', loseAnswer, { times: 1 });
    await here.open('/register');
    await fillRegistration(page, customer);
    await submitOf(page).click();
    await page.getByText('Nincs kapcsolat').waitFor();
    await sendAgain(page);
    await page.locator('.lead', { hasText: customer.email }).waitFor();
    await expect.poll(async () => (await mailsTo(portal, customer.email)).length).toBe(2);
    await here.open(`/confirm#token=${await confirmationToken(portal, customer)}`);
    await submitOf(page).click();
    await page.getByText('Nincs kapcsolat').waitFor();
    await sendAgain(page);
    await page.getByText('Sikeres regisztráció').waitFor();
    expect(await typesOf(customer, 1)).toEqual(['eposta-enrolled']);
  });

  it('R8 enrolling: a reload shows it done, a second press changes nothing more', async () => {
    const customer = await aRegistered();
    here = await visit(browser, portal);
    const { page } = here;
    await signInAs(here, customer);
    await page.locator('nav a[href="/policies"]').click();
    const casco = page.locator('li.policy', { hasText: customer.policies[1]?.policyNumber ?? '' });
    const turn = casco.locator(':scope > .actions button');
    await turn.click();
    await page.locator('dialog[open]').waitFor();
    await page.reload();
    await turn.click();
    await page.route('**/eposta', loseAnswer, { times: 1 });
    await page.locator('dialog .button').first().click();
    await casco.getByText('Nincs kapcsolat').waitFor();
    await turn.click();
    await page.locator('dialog .button').first().click();
    await casco.locator('.notice-good').waitFor();
    await page.reload();
    await casco.getByText('kikapcsolása').waitFor();
    expect(await typesOf(customer, 3)).toEqual(['eposta-enrolled', 'eposta-enrolled', 'payment-method-changed']);
  });

  it('R11 cancelling: pressed again, or after a reload, the page says that it may be done, and how to see it', async () => {
    const customer = await aRegistered();
    here = await visit(browser, portal);
    const { page } = here;
    await signInAs(here, customer);
    await openCancelling();
    await page.fill('[name=password]', customer.password);
    await page.route('**/api/account', loseAnswer, { times: 1 });
    await submitOf(page).click();
    await page.getByText('Nincs kapcsolat').waitFor();
    await sendAgain(page);
    const notice = page.getByRole('status').filter({ hasText: /már megszüntettük.*335 3355, 4-es menüpont/ });
    await notice.waitFor();
    await page.reload();
    await notice.waitFor();
    // As the page says: the mail confirms it, and signing in no longer works.
    await eventually('the mail', async () =>
      (await mailsTo(portal, customer.email)).find(({ text }) => text.includes('megszüntettük')),
    );
    await page.fill('[name=username]', customer.username);
    await page.fill('[name=password]', customer.password);
    await submitOf(page).click();
    await page.getByText('Hibás felhasználónév vagy jelszó').waitFor();
    const changes = await typesOf(customer, 3);
    expect(changes.filter((type) => type === 'registration-cancelled')).toHaveLength(1);
  });

  it('R11 cancelling that never arrived: once the account has answered, an ended session is only that', async () => {
    const customer = await aRegistered();
    here = await visit(browser, portal);
    const { page } = here;
    await signInAs(here, customer);
    await openCancelling();
    await page.route('**/api/account', (route) => route.abort(), { times: 1 });
    await page.fill('[name=password]', 'not the password');
    await submitOf(page).click();
    await page.getByText('Nincs kapcsolat').waitFor();
    await sendAgain(page);
    await page.locator('.error', { hasText: 'Még 2 ' }).waitFor();
    await advance(portal, 'P60D');
    await sendAgain(page);
    await page.getByText('a munkamenet lejárt').waitFor();
  });
});

describe('time and other tabs', () => {
  it('R8 what another tab has turned on stays on; what it has cancelled is over here too', async () => {
    const customer = await aRegistered();
    here = await visit(browser, portal);
    const { page, context } = here;
    await signInAs(here, customer);
    const other = await context.newPage();
    const turnOn = page.getByRole('button', { name: /^ePosta bekapcsolása/ });
    await page.locator('nav a[href="/policies"]').click();
    await turnOn.waitFor();
    await other.goto(`${portal.url}/policies`);
    await other.getByRole('button', { name: /^ePosta bekapcsolása/ }).click();
    await other.locator('dialog .button').first().click();
    await other.locator('.notice-good:not(:empty)').waitFor();
    await turnOn.click();
    await page.locator('dialog .button').first().click();
    await page.locator('.notice-good:not(:empty)').waitFor();
    expect(await typesOf(customer, 3)).toEqual(['eposta-enrolled', 'eposta-enrolled', 'payment-method-changed']);
    await other.goto(`${portal.url}/account/cancel`);
    await other.fill('[name=password]', customer.password);
    await submitOf(other).click();
    await other.getByText('Megszüntettük a regisztrációját').waitFor();
    await page.locator('[name=password]').waitFor();
    await page.goBack();
    await settled(page);
    await page.locator('[name=password]').waitFor();
    expect(await page.locator('li.policy').count()).toBe(0);
  });

  it('R11 the back button after signing out shows nothing of the customer', async () => {
    const customer = await aRegistered();
    here = await visit(browser, portal);
    const { page } = here;
    await signInAs(here, customer);
    await here.open('/account');
    await page.getByText(customer.email).waitFor();
    await page.getByRole('button', { name: 'Kijelentkezés' }).click();
    await page.getByText('Kijelentkezett.').waitFor();
    for (let step = 0; step < 2; step++) {
      await page.goBack();
      await settled(page);
      await page.locator('[name=password]').waitFor();
      expect(await page.locator('body').textContent()).not.toContain(customer.email);
    }
  });

  it('R1.4 a session that ends while a form is filled in says so and leads back to the form', async () => {
    const customer = await aRegistered();
    here = await visit(browser, portal);
    const { page } = here;
    await signInAs(here, customer);
    await page.locator('nav a[href="/account"]').click();
    await page.fill('[name=currentPassword]', customer.password);
    await page.fill('[name=newPassword]', 'négy zöld kacsa repül');
    await advance(portal, 'P60D');
    await submitOf(page, 'newPassword').click();
    await page.getByText('a munkamenet lejárt').waitFor();
    await page.fill('[name=username]', customer.username);
    await page.fill('[name=password]', customer.password);
    await submitOf(page).click();
    await page.waitForURL('**/account');
    await page.locator('[name=newPassword]').waitFor();
  });
});
