import { afterEach, describe, expect, it } from 'vitest';
import { aCustomer, type Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { advance, resetClock, smsTo } from '#test/support/portal/control.ts';
import { lastMailTo, signUp } from '#test/support/portal/customer.ts';
import { addFaults, clearFaults } from '#test/support/portal/faults.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { signInAs } from './customer-pages.ts';
import { hasFocus, press, sendAgain, submitOf, type } from './keyboard.ts';
import { settled } from './settled.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;

afterEach(async () => {
  const offences = here?.offences ?? [];
  await here?.close();
  await clearFaults(portal);
  await resetClock(portal);
  expect(offences).toEqual([]);
});

async function linkSentTo(address: string): Promise<string> {
  const { text } = await lastMailTo(portal, address, /\/confirm-contact#token=/);
  return /\/confirm-contact#token=[\w-]+/.exec(text)?.[0] ?? '';
}
async function codeSentTo(number: string): Promise<string> {
  const sms = await eventually('the code', async () => (await smsTo(portal, number)).at(-1), portal);
  return /\b\d{6}\b/.exec(sms.text)?.[0] ?? '';
}
const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const callsOf = (call: string) => here.calls.filter((made) => made === call).length;

// How it looks in both languages, and whether everybody can read it, is checked with the states (states.test.ts).
describe('R11.2 changing contacts by the keyboard', () => {
  const enter = async (path: string): Promise<Customer> => {
    const customer = await aRegisteredPerson(portal);
    here = await visit(browser, portal, { width: 320 });
    await signInAs(here, customer);
    await here.open(path);
    return customer;
  };

  it('another e-mail address: the mail, a reload on the way, the link in another tab, and back', async () => {
    const customer = await enter('/account');
    const { page } = here;
    const { email } = aCustomer();
    await press(page, page.locator('a[href="/account/email"]'));
    await page.locator('[name=email]').waitFor();
    await press(page, submitOf(page));
    await expect.poll(() => hasFocus(page, page.locator('[name=email]'))).toBe(true);
    await type(page, 'email', customer.email.toUpperCase());
    await type(page, 'password', customer.password);
    await press(page, submitOf(page));
    await page.locator('.error', { hasText: 'Más legyen' }).waitFor();
    await settled(page);
    expect(callsOf('POST /api/account/contact-changes')).toBe(0);
    await type(page, 'email', email);
    await submitOf(page).dblclick();
    await page.getByText(email).waitFor();
    expect(callsOf('POST /api/account/contact-changes')).toBe(1);
    await page.reload();
    await page.getByText(email).waitFor();

    const tab = await here.context.newPage();
    await tab.goto(portal.url + (await linkSentTo(email)));
    await submitOf(tab).dblclick();
    await tab.getByText('megerősítette').waitFor();
    expect(callsOf('POST /api/contact-changes/confirmation')).toBe(1);
    await tab.close();
    await page.bringToFront();
    await page.evaluate(`dispatchEvent(new Event('focus'))`);
    await page.getByText('Megváltozott az e-mail-címe').waitFor();
    await press(page, page.locator('main a.button'));
    await page.locator('.change').first().waitFor();
    await expect.poll(() => page.locator('main').textContent()).toContain(email);
  });

  it('another mobile number: wrong codes, a reload, an expired code, a new code', async () => {
    const customer = await enter('/account/mobile');
    const { page } = here;
    const { mobile, dialled } = aCustomer();
    await type(page, 'mobile', '06 1 335 3355');
    await type(page, 'password', customer.password);
    await press(page, submitOf(page));
    await expect.poll(() => hasFocus(page, page.locator('[name=mobile]'))).toBe(true);
    await type(page, 'mobile', mobile);
    await submitOf(page).dblclick();
    await page.locator('[name=code]').waitFor();
    expect(await smsTo(portal, dialled)).toHaveLength(1);
    await type(page, 'code', wrongOf(await codeSentTo(dialled)));
    await press(page, submitOf(page));
    await page.locator('.error', { hasText: 'Még 4 ' }).waitFor();
    await expect.poll(() => hasFocus(page, page.locator('[name=code]'))).toBe(true);
    expect(await page.locator('.error-help a').getAttribute('href')).toBe('/help#change-contact');

    await page.reload();
    await page.locator('[name=code]').waitFor();
    await here.open('/account');
    await page.getByText('Megerősítésre vár').waitFor();
    await press(page, page.locator('a[href="/account/mobile"]'));
    await page.locator('[name=code]').waitFor();
    await advance(portal, 'PT16M');
    await type(page, 'code', await codeSentTo(dialled));
    await press(page, submitOf(page));
    await page.getByRole('alert').filter({ hasText: 'Kérjen új kódot' }).waitFor();
    await press(page, page.getByRole('button', { name: /Új kódot kérek/ }));
    await expect.poll(() => page.inputValue('[name=mobile]')).toBe(dialled);
    await type(page, 'password', customer.password);
    await press(page, submitOf(page));
    await page.locator('[name=code]').waitFor();
    await expect.poll(async () => (await smsTo(portal, dialled)).length).toBe(2);
    const code = await codeSentTo(dialled);
    await type(page, 'code', `${code.slice(0, 3)} ${code.slice(3)}`);
    await page.keyboard.press('Enter');
    await page.getByText('Megváltozott a mobilszáma').waitFor();
  });

  it('an impossible contact is named beside its field or above the form, and the typed text stays', async () => {
    const taken = aCustomer();
    const customer = await enter('/account/mobile');
    await registerAtInsurer(portal, taken);
    await signUp(portal, { ...taken, email: customer.email });
    const { page } = here;
    await page.fill('[name=mobile]', taken.mobile);
    await page.fill('[name=password]', customer.password);
    await submitOf(page).click();
    await page.locator('.error').getByText('már tartozik regisztráció').waitFor();
    await expect.poll(() => hasFocus(page, page.locator('[name=mobile]'))).toBe(true);
    await addFaults(portal, [
      { service: 'sms-voice', operation: 'SendTextMessage', error: 'InternalServerException', times: 50 },
    ]);
    await page.fill('[name=mobile]', aCustomer().mobile);
    await submitOf(page).click();
    const notice = page.getByRole('alert');
    await notice.getByText('Az SMS-t most nem').waitFor();
    await expect.poll(() => hasFocus(page, notice)).toBe(true);
    await page.reload();
    await page.locator('[name=mobile]').waitFor();
    await clearFaults(portal);
    await here.context.setOffline(true);
    await page.fill('[name=mobile]', aCustomer().mobile);
    await page.fill('[name=password]', 'not the password');
    await submitOf(page).click();
    await notice.getByText('Nincs kapcsolat').waitFor();
    await here.context.setOffline(false);
    for (const left of [2, 1]) {
      await sendAgain(page);
      await page.locator('.error', { hasText: `Még ${left} ` }).waitFor();
      expect(await page.locator('.error-help a').getAttribute('href')).toBe('/help#wrong-passwords');
    }
    await sendAgain(page);
    await notice.getByText('A zárolás vége').waitFor();
    expect(await page.inputValue('[name=password]')).toBe('not the password');
  });

  it('after five changes a day the page says how long to wait', async () => {
    const customer = await enter('/account/email');
    const { page } = here;
    const ask = async () => {
      await page.fill('[name=email]', aCustomer().email);
      await page.fill('[name=password]', customer.password);
      await submitOf(page).click();
    };
    for (let asked = 0; asked < 5; asked++) {
      await ask();
      await page.getByRole('button', { name: /Új e-mailt kérek/ }).click();
      await page.locator('[name=email]').waitFor();
    }
    await ask();
    await page
      .getByRole('alert')
      .getByText(/Túl sok próbálkozás.* óra múlva/)
      .waitFor();
  });

  it('the language of mails changes with one press, also when it is pressed twice', async () => {
    await enter('/account');
    const { page } = here;
    await page.locator('.again button').first().dblclick();
    await page.getByText('Ezentúl angolul írunk').waitFor();
    expect(callsOf('PUT /api/account/language')).toBe(1);
    await page.reload();
    await page.locator('.facts dd').getByText('Angol', { exact: true }).waitFor();
  });
});
