import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { aCustomerPolicy, type Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { awsCalls, mailsTo, smsTo } from '#test/support/portal/control.ts';
import { confirmationToken, passwordFromSms } from '#test/support/portal/customer.ts';
import { anInsuredPerson, aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { publishedChanges } from '#test/support/portal/policies.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { fillRegistration, signInAs } from './customer-pages.ts';
import { submitOf } from './keyboard.ts';
import { openedDocument } from './opened-document.ts';
import { aRegisteredCustomer } from './registered-customer.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;

afterEach(() => here?.close());

/** Clicks twice as somebody who double-clicks everything: the answer to the first click comes before the second click. */
const doubleClick = (target: Locator) => target.dblclick({ delay: 60 });
const callsOf = (call: RegExp) => here.calls.filter((made) => call.test(made)).length;
/** How often the pool was asked to compare a password of anybody. */
const passwordChecks = async () =>
  (await awsCalls(portal)).filter(({ operation }) => operation === 'AdminInitiateAuth').length;

const aRegistered = (...policies: readonly Parameters<typeof aCustomerPolicy>[0][]) =>
  aRegisteredCustomer(portal, { policies: [aCustomerPolicy(), ...policies.map(aCustomerPolicy)] });

/** The types of the changes that the insurer got about a customer; no more come after them. */
const changesLike = async (customer: Customer, expected: readonly string[]) => {
  const changes = await publishedChanges(portal, customer, expected.length);
  expect(changes.map(({ type }) => type).sort()).toEqual(expected);
};
const policyOf = (page: Page, number: string) => page.locator('li.policy', { hasText: number });
const buttonOf = (policy: Locator) => policy.locator(':scope > .actions button');

describe('a double click does nothing twice', () => {
  it('R2 register, send the mail again, confirm, first sign-in, choose a password', async () => {
    const customer = await anInsuredPerson(portal);
    here = await visit(browser, portal);
    const { page } = here;
    await here.open('/register');
    await fillRegistration(page, customer);
    await doubleClick(submitOf(page));
    await page.locator('.lead', { hasText: customer.email }).waitFor();
    await doubleClick(page.locator('.again button'));
    await page.getByText('Megkaptuk a kérését.').waitFor();
    await here.open(`/confirm#token=${await confirmationToken(portal, customer)}`);
    await doubleClick(submitOf(page));
    await page.getByText('Sikeres regisztráció').waitFor();
    await passwordFromSms(portal, customer);
    await doubleClick(page.locator('.again button'));
    await page.getByText('Újra elküldtük az SMS-t').waitFor();
    await expect.poll(async () => (await smsTo(portal, customer.dialled)).length).toBe(2);
    await here.open('/');
    await page.fill('[name=username]', customer.username);
    await page.fill('[name=password]', await passwordFromSms(portal, customer));
    const before = await passwordChecks();
    await doubleClick(submitOf(page));
    await page.fill('[name=newPassword]', customer.password);
    await doubleClick(submitOf(page, 'newPassword'));
    await page.waitForURL('**/home');
    expect(await passwordChecks()).toBe(before + 1);
    for (const call of [
      /registrations$/,
      /confirmation-mail$/,
      /confirmation$/,
      /password-sms$/,
      /session$/,
      /new-pass/,
    ])
      expect(callsOf(call), String(call)).toBe(1);
    expect(await mailsTo(portal, customer.email)).toHaveLength(2);
    await changesLike(customer, ['eposta-enrolled']);
  });

  it('R3 a wrong password is one strike, R4 one recovery brings one mail', async () => {
    const customer = await aRegisteredPerson(portal);
    here = await visit(browser, portal);
    const { page } = here;
    await here.open('/');
    await page.fill('[name=username]', customer.username);
    await page.fill('[name=password]', 'not the password');
    await doubleClick(submitOf(page));
    await page.getByText('Még 2 próbálkozása maradt').waitFor();
    const mails = (await mailsTo(portal, customer.email)).length;
    await here.open('/recover');
    await page.fill('[name=email]', customer.email);
    await page.fill('[name=mobile]', customer.mobile);
    await doubleClick(submitOf(page));
    await page.getByText('Nézze meg a postafiókját').waitFor();
    await eventually('the mail', async () => (await mailsTo(portal, customer.email))[mails]);
    await allWorkedOff(portal);
    expect(await mailsTo(portal, customer.email)).toHaveLength(mails + 1);
  });

  it('R7 open and save a document', async () => {
    const customer = await aRegisteredPerson(portal);
    await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
    await allWorkedOff(portal);
    here = await visit(browser, portal);
    const { page, context } = here;
    await signInAs(here, customer);
    await here.open('/documents');
    const item = page.locator('li.document');
    let saved = 0;
    page.on('download', () => {
      saved += 1;
    });
    await Promise.all([page.waitForEvent('download'), doubleClick(item.locator('.row-save'))]);
    await doubleClick(item.locator('a'));
    await page.locator('.preview').waitFor();
    await openedDocument(here, portal.aws, () => doubleClick(page.locator('.actions button').nth(1)));
    expect(context.pages()).toHaveLength(2);
    await page.bringToFront();
    // Saved, shown in the portal, opened in a tab.
    expect(callsOf(/link$/)).toBe(3);
    await page.locator('summary').click();
    await expect.poll(() => page.locator('.history li', { hasText: 'mentve' }).count()).toBe(1);
    expect(await page.locator('.history li', { hasText: 'megnyitva' }).count()).toBe(2);
    expect(saved).toBe(1);
  });

  it('R8 enrol, consent to the payment method, end', async () => {
    const customer = await aRegistered({ product: 'casco', paymentMethod: 'postal-cheque' }, { product: 'other' });
    const [first, cheque] = customer.policies;
    here = await visit(browser, portal);
    const { page } = here;
    await signInAs(here, customer);
    await page.locator('nav a[href="/policies"]').click();
    const casco = policyOf(page, cheque?.policyNumber ?? '');
    await doubleClick(buttonOf(casco));
    await page.locator('dialog[open]').waitFor();
    await doubleClick(page.locator('dialog .button').first());
    await casco.locator('.notice-good').waitFor();
    const home = policyOf(page, first.policyNumber);
    await doubleClick(buttonOf(home));
    await doubleClick(page.locator('dialog .button').first());
    await buttonOf(home).getByText('bekapcsolása').waitFor();
    await doubleClick(buttonOf(home));
    await home.locator('.notice-good').waitFor();
    await expect.poll(() => page.locator('dialog').count()).toBe(0);
    expect(callsOf(/^PUT .*eposta$/)).toBe(2);
    expect(callsOf(/^DELETE .*eposta$/)).toBe(1);
    await changesLike(customer, [
      'eposta-ended',
      ...['eposta-enrolled', 'eposta-enrolled', 'eposta-enrolled'],
      'payment-method-changed',
    ]);
  });

  it('R3.2a change the password, R1.4 sign out, R11 cancel', async () => {
    const customer = await aRegisteredPerson(portal);
    const chosen = { ...customer, password: 'négy zöld kacsa repül' };
    here = await visit(browser, portal);
    const { page } = here;
    await signInAs(here, customer);
    await page.locator('nav a[href="/account"]').click();
    await page.fill('[name=currentPassword]', customer.password);
    await page.fill('[name=newPassword]', chosen.password);
    // Its judgement, which comes a moment later, may move the button.
    await page.getByText('Ez a jelszó megfelelő.').waitFor();
    await doubleClick(submitOf(page, 'newPassword'));
    await page.getByText('Jelszava megváltozott').waitFor();
    expect(callsOf(/password$/)).toBe(1);
    await signInAs(here, chosen);
    await doubleClick(page.getByRole('button', { name: 'Kijelentkezés' }));
    await page.getByText('Kijelentkezett.').waitFor();
    expect(callsOf(/^DELETE .*session$/)).toBe(1);
    await signInAs(here, chosen);
    await here.open('/account/cancel');
    await page.fill('[name=password]', chosen.password);
    await doubleClick(submitOf(page));
    await page.getByText('Megszüntettük a regisztrációját').waitFor();
    expect(callsOf(/^DELETE \/api\/account$/)).toBe(1);
    await changesLike(customer, ['eposta-ended', 'eposta-enrolled', 'registration-cancelled']);
  });

  it('shows a password and leaves it shown, changes the language and leaves it changed', async () => {
    here = await visit(browser, portal);
    const { page } = here;
    await here.open('/');
    await doubleClick(page.locator('.input-row button'));
    await expect.poll(() => page.getAttribute('[name=password]', 'type')).toBe('text');
    await doubleClick(page.getByRole('button', { name: 'English' }));
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.locator('.input-row button').click();
    await expect.poll(() => page.getAttribute('[name=password]', 'type')).toBe('password');
  });
});
