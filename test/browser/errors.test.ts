import { afterEach, describe, expect, it } from 'vitest';
import { aCustomer, aCustomerPolicy } from '#test/builders/customer.ts';
import { confirmationToken, signUp } from '#test/support/portal/customer.ts';
import { addFaults, clearFaults, functionName } from '#test/support/portal/faults.ts';
import { anInsuredPerson, aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { fillRegistration, signInAs } from './customer-pages.ts';
import { hasFocus, sendAgain, submitOf } from './keyboard.ts';
import { settled } from './settled.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;

afterEach(async () => {
  const offences = here?.offences ?? [];
  await here?.close();
  await clearFaults(portal);
  expect(offences).toEqual([]);
});

const alert = (pattern: RegExp) => here.page.getByRole('alert').filter({ hasText: pattern });
const failing = (name: string) => ({
  service: '*',
  operation: '*',
  function: functionName(portal, name),
  error: 'InternalServerError',
  times: 50,
});

// How they look in both languages, and whether everybody can read them, is checked with the states (states.test.ts).
describe('the page says what went wrong and what to do', () => {
  const enter = async (path: string) => {
    here = await visit(browser, portal, { width: 320 });
    await here.open(path);
    return here.page;
  };

  it('R1.3 a wrong password shows the attempts left, the third one until when sign-in is locked', async () => {
    const page = await enter('/');
    await submitOf(page).click();
    await alert(/javítsa/).waitFor();
    await expect.poll(() => page.title()).toMatch(/^Hiba: Belépés/);
    await expect.poll(() => hasFocus(page, page.locator('[name=username]'))).toBe(true);
    await alert(/javítsa/)
      .getByText('Írja be a jelszavát.')
      .click();
    await expect.poll(() => hasFocus(page, page.locator('[name=password]'))).toBe(true);
    await page.fill('[name=username]', 'nobody.at.all');
    await page.fill('[name=password]', 'not the password');
    for (const left of [2, 1]) {
      await sendAgain(page);
      await alert(new RegExp(`Még ${left} `)).waitFor();
      expect(await page.inputValue('[name=password]')).toBe('not the password');
    }
    await expect.poll(() => hasFocus(page, page.getByRole('alert'))).toBe(true);
    await sendAgain(page);
    await alert(/A zárolás vége.*\d{1,2}:\d\d/).waitFor();
    await alert(/./).locator('a[href="/recover"]').click();
    await page.locator('[name=email]').waitFor();
    await page.fill('[name=email]', 'nobody@mail.example');
    await page.fill('[name=mobile]', '06 30 111 2222');
    await submitOf(page).dblclick();
    await page.getByText('Nézze meg a postafiókját').waitFor();
    expect(here.calls.filter((call) => call === 'POST /api/recoveries')).toHaveLength(1);
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
    await alert(/javítsa/).waitFor();
    await fillRegistration(page, aCustomer());
    await submitOf(page).click();
    await alert(/335 3355/).waitFor();
    await fillRegistration(page, cheque);
    await submitOf(page).click();
    await alert(/csekken/).waitFor();
    await fillRegistration(page, { ...customer, username: taken.username });
    await submitOf(page).click();
    await alert(/már foglalt/).waitFor();
    await expect.poll(() => hasFocus(page, page.locator('[name=username]'))).toBe(true);
    await page.fill('[name=username]', customer.username);
    await submitOf(page).click();
    await page.check('[name=acceptTerms]');
    await addFaults(portal, [failing('register')]);
    await sendAgain(page);
    await alert(/nem az Ön hibája|túlterhelt/).waitFor();
    await clearFaults(portal);
    await here.context.setOffline(true);
    await sendAgain(page);
    await alert(/Nincs kapcsolat/).waitFor();
    expect(await page.locator('.answers').textContent()).toContain(customer.identity.familyName);
    await here.context.setOffline(false);
    await sendAgain(page);
    await page.locator('.lead', { hasText: customer.email }).waitFor();
    expect(await confirmationToken(portal, customer)).toMatch(/./);
  });

  it('R2.9 the page says that an SMS failed, and sends another on request', async () => {
    const customer = await anInsuredPerson(portal);
    const page = await enter('/register');
    await fillRegistration(page, customer);
    await submitOf(page).click();
    await page.locator('.lead', { hasText: customer.email }).waitFor();
    await addFaults(portal, [
      { service: 'sms-voice', operation: 'SendTextMessage', error: 'InternalServerException', times: 50 },
    ]);
    await here.open(`/confirm#token=${await confirmationToken(portal, customer)}`);
    await submitOf(page).click();
    await alert(/Az SMS-t nem/).waitFor();
    await settled(page);
    await page.locator('.again button').click();
    await alert(/Az SMS-t most nem/).waitFor();
    await settled(page);
    await clearFaults(portal);
    await page.locator('.again button').click();
    await page.getByText('Elküldtük az SMS-t').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.reload();
    await page.locator('.notice-good').waitFor();
  });

  it('a link that is used, broken or shortened says what to do', async () => {
    await enter('/confirm');
    await alert(/hiányos/).waitFor();
    await here.open(`/confirm?x#token=${'a'.repeat(43)}`);
    await alert(/már nem érvényes/).waitFor();
  });

  it('signed-in pages report a fault of ours and load when it is over; weak passwords are named', async () => {
    const customer = await aRegisteredPerson(portal);
    const page = await enter('/');
    await signInAs(here, customer);
    await addFaults(portal, [failing('list-documents'), failing('list-policies'), failing('get-account')]);
    for (const path of ['/documents', '/policies', '/account']) {
      await here.open(path);
      await alert(/nem az Ön hibája|túlterhelt/).waitFor();
    }
    await clearFaults(portal);
    await page.getByRole('button', { name: 'Újra megpróbálom' }).click();
    await page.fill('[name=currentPassword]', customer.password);
    await page.fill('[name=newPassword]', 'password12345');
    await submitOf(page, 'newPassword').click();
    await page.locator('.error', { hasText: 'könnyen kitalálható' }).waitFor();
    await page.fill('[name=currentPassword]', 'not the password');
    await page.fill('[name=newPassword]', 'négy zöld kacsa repül');
    await submitOf(page, 'newPassword').click();
    await page.locator('.error', { hasText: 'Még 2 ' }).waitFor();
  });

  it('R7.2 a file that the insurer did not deliver is not recognised, and not uploaded', async () => {
    const page = await enter('/check');
    const file = { name: 'másolat.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no document of ours') };
    const [request] = await Promise.all([
      page.waitForRequest('**/api/authenticity'),
      page.setInputFiles('input[type=file][multiple]', file),
    ]);
    expect(request.postData()).toMatch(/^\{"sha256":"[0-9a-f]{64}"\}$/);
    await page.getByText('Nem azonosítható').waitFor();
  });
});
