import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aCustomer, aCustomerPolicy } from '#test/builders/customer.ts';
import { confirmationToken, signUp } from '#test/journeys/customer.ts';
import { addFaults, clearFaults, functionName } from '#test/journeys/documents-portal.ts';
import { registerAtInsurer } from '#test/journeys/insurer.ts';
import { openPortal, type Portal } from '#test/journeys/portal.ts';
import { checkState } from './check-state.ts';
import { launchBrowser } from './chromium.ts';
import { fillRegistration, signInAs } from './customer-pages.ts';
import { hasFocus, submitOf } from './keyboard.ts';
import { type Visit, visit } from './visit.ts';

let browser: Browser;
let portal: Portal;
let here: Visit;

beforeAll(async () => {
  [browser, portal] = await Promise.all([launchBrowser(), openPortal()]);
});
afterEach(async () => {
  await here?.close();
  await clearFaults(portal);
});
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

const alert = (pattern: RegExp) => here.page.getByRole('alert').filter({ hasText: pattern });
const failing = (name: string) => ({
  service: '*',
  operation: '*',
  function: functionName(portal, name),
  error: 'InternalServerError',
  times: 50,
});

describe.each([
  ['hu', 320],
  ['en', 1280],
] as const)('errors in %s, %i pixels wide', { timeout: 60_000 }, (language, width) => {
  const enter = async (path: string) => {
    here = await visit(browser, portal, { language, width });
    await here.open(path);
    return here.page;
  };

  it('R1.3 a wrong password tells the attempts left, the third one until when sign-in is locked', async () => {
    const page = await enter('/');
    await submitOf(page).click();
    await alert(/javítsa|correct the marked/).waitFor();
    await expect.poll(() => hasFocus(page, page.locator('[name=username]'))).toBe(true);
    await checkState(here, 'nothing filled in');
    await page.fill('[name=username]', `nobody.${language}${width}`);
    await page.fill('[name=password]', 'not the password');
    for (const left of [2, 1]) {
      await submitOf(page).click();
      await alert(new RegExp(`(Még|have) ${left} `)).waitFor();
      expect(await page.inputValue('[name=password]')).toBe('not the password');
    }
    await expect.poll(() => hasFocus(page, page.getByRole('alert'))).toBe(true);
    await checkState(here, 'wrong password');
    await submitOf(page).click();
    await alert(/(zároltuk eddig|locked until).*\d\d:\d\d/).waitFor();
    await checkState(here, 'locked');
    await alert(/./).locator('a[href="/recover"]').click();
    await page.locator('[name=email]').waitFor();
    await checkState(here, 'recover');
    await page.fill('[name=email]', 'nobody@mail.example');
    await page.fill('[name=mobile]', '06 30 111 2222');
    await submitOf(page).dblclick();
    await page.getByText(/Nézze meg a postafiókját|Look into your mailbox/).waitFor();
    expect(here.calls.filter((call) => call === 'POST /api/recoveries')).toHaveLength(1);
    await checkState(here, 'recovery asked for');
  });

  it('R2.2 R2.3 R2.6 a refused registration says why, keeps what was typed and points to the field', async () => {
    const [taken, cheque] = [
      aCustomer(),
      aCustomer({ policies: [aCustomerPolicy({ paymentMethod: 'postal-cheque' })] }),
    ];
    const customer = aCustomer();
    await registerAtInsurer(portal, taken, customer, cheque);
    await signUp(portal, taken);
    const page = await enter('/register');
    await submitOf(page).click();
    await alert(/javítsa|correct the marked/).waitFor();
    await checkState(here, 'an empty registration');
    await fillRegistration(page, aCustomer());
    await submitOf(page).click();
    await alert(/335 3355/).waitFor();
    await checkState(here, 'identification failed');
    await fillRegistration(page, cheque);
    await submitOf(page).click();
    await alert(/csekken|cheque/).waitFor();
    await checkState(here, 'cheque only');
    await fillRegistration(page, { ...customer, username: taken.username });
    await submitOf(page).click();
    await page.getByText(/már foglalt|is taken/).waitFor();
    await expect.poll(() => hasFocus(page, page.locator('[name=username]'))).toBe(true);
    await checkState(here, 'username taken');
    await page.fill('[name=username]', customer.username);
    await addFaults(portal, [failing('register')]);
    await submitOf(page).click();
    await alert(/nem Ön rontott|not your fault|túlterhelt|overloaded/).waitFor();
    await checkState(here, 'a fault of ours');
    await clearFaults(portal);
    await here.context.setOffline(true);
    await submitOf(page).click();
    await alert(/Nincs kapcsolat|no connection/).waitFor();
    expect(await page.inputValue('[name="identity.familyName"]')).toBe(customer.identity.familyName);
    await checkState(here, 'offline');
    await here.context.setOffline(false);
    await submitOf(page).click();
    await page.getByText(customer.email).waitFor();
    expect(await confirmationToken(portal, customer)).toMatch(/./);
  });

  it('R2.9 a failed SMS is told, and can be asked for again', async () => {
    const customer = aCustomer({ language });
    await registerAtInsurer(portal, customer);
    const page = await enter('/register');
    await fillRegistration(page, customer);
    await submitOf(page).click();
    await page.getByText(customer.email).waitFor();
    await addFaults(portal, [
      { service: 'sms-voice', operation: 'SendTextMessage', error: 'InternalServerException', times: 50 },
    ]);
    await here.open(`/confirm#token=${await confirmationToken(portal, customer)}`);
    await submitOf(page).click();
    await alert(/Az SMS-t nem|SMS could not/).waitFor();
    await checkState(here, 'the SMS failed');
    await page.locator('.again button').click();
    await alert(/Az SMS-t most nem|could not be sent now/).waitFor();
    await checkState(here, 'the SMS failed again');
    await clearFaults(portal);
    await page.locator('.again button').click();
    await page.getByText(/Újra elküldtük|sent the SMS again/).waitFor();
  });

  it('a link that is used, broken or shortened says what to do', async () => {
    await enter('/confirm');
    await alert(/hiányos|incomplete/).waitFor();
    await checkState(here, 'no token');
    await here.open(`/confirm?x#token=${'a'.repeat(43)}`);
    await alert(/már nem érvényes|no longer valid/).waitFor();
    await checkState(here, 'a link that is no more');
    await here.open('/no-such-page');
    await checkState(here, 'no such page');
  });

  it('signed-in pages tell a fault of ours and load when it is over; weak passwords are named', async () => {
    const customer = aCustomer({ language });
    await registerAtInsurer(portal, customer);
    await signUp(portal, customer);
    const page = await enter('/');
    await signInAs(here, customer);
    await addFaults(portal, [failing('list-documents'), failing('list-policies'), failing('get-account')]);
    for (const path of ['/documents', '/policies', '/account']) {
      await here.open(path);
      await alert(/nem Ön rontott|not your fault|túlterhelt|overloaded/).waitFor();
      await checkState(here, `${path} with a fault of ours`);
    }
    await clearFaults(portal);
    await page.getByRole('button', { name: /Újra megpróbálom|Try again/ }).click();
    await page.fill('[name=currentPassword]', customer.password);
    await page.fill('[name=newPassword]', 'password12345');
    await submitOf(page).click();
    await page.getByText(/könnyen kitalálható|easy to guess/).waitFor();
    await checkState(here, 'a weak password');
    await page.fill('[name=currentPassword]', 'not the password');
    await page.fill('[name=newPassword]', 'négy zöld kacsa repül');
    await submitOf(page).click();
    await page.getByText(/Még 2 |have 2 more/).waitFor();
    await checkState(here, 'the present password is wrong');
  });

  it('R7.2 a file that the insurer did not deliver is not recognised, and not uploaded', async () => {
    const page = await enter('/check');
    await checkState(here, 'check a copy');
    const file = { name: 'másolat.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no document of ours') };
    const [request] = await Promise.all([
      page.waitForRequest('**/api/authenticity'),
      page.setInputFiles('input[type=file]', file),
    ]);
    expect(request.postData()).toMatch(/^\{"sha256":"[0-9a-f]{64}"\}$/);
    await page.getByText(/Nem ismerjük fel|Not recognised/).waitFor();
    await checkState(here, 'an unknown copy');
  });
});
