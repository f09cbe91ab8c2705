import { afterEach, describe, expect, it } from 'vitest';
import { aCustomer, type Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { advance, resetClock, smsTo } from '#test/support/portal/control.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { signInAs } from './customer-pages.ts';
import { sendAgain, submitOf } from './keyboard.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;

afterEach(async () => {
  const offences = here?.offences ?? [];
  await here?.close();
  await resetClock(portal);
  expect(offences).toEqual([]);
});

const codeSentTo = async (number: string): Promise<string> => {
  const sms = await eventually('the code', async () => (await smsTo(portal, number)).at(-1), portal);
  return /\b\d{6}\b/.exec(sms.text)?.[0] ?? '';
};

async function askForMobile({ password }: Customer, mobile: string): Promise<void> {
  await here.page.fill('[name=mobile]', mobile);
  await here.page.fill('[name=password]', password);
  await submitOf(here.page).click();
}

describe('forms that are interrupted, reloaded or left', () => {
  it('R4 coming back from the mailbox to a reloaded page shows where the mail went, not an empty form', async () => {
    here = await visit(browser, portal, { width: 320 });
    const { page } = here;
    await here.open('/recover');
    await page.fill('[name=email]', 'nobody@mail.example');
    await page.fill('[name=mobile]', '06 30 111 2222');
    await submitOf(page).click();
    await page.getByText('Nézze meg a postafiókját').waitFor();
    await page.reload();
    await page.getByText('Nézze meg a postafiókját').waitFor();
    await page.getByRole('button', { name: /Újra kérem/ }).click();
    await page.locator('[name=email]').waitFor();
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('nobody');
  });

  it('R11.2 a bookmarked page asks to sign in first and goes on there; the token may end on the way', async () => {
    const customer = await aRegisteredPerson(portal);
    here = await visit(browser, portal);
    const { page } = here;
    await here.open('/account/mobile');
    await page.fill('[name=username]', customer.username);
    await page.fill('[name=password]', customer.password);
    await submitOf(page).click();
    await page.waitForURL('**/account/mobile');
    await page.locator('[name=mobile]').waitFor();
    await advance(portal, 'PT2H');
    await askForMobile(customer, aCustomer().mobile);
    await page.locator('[name=code]').waitFor();
    await page.locator('nav a[href="/account"]').click();
    await page.getByText('Megerősítésre vár').waitFor();
    await page.goBack();
    await page.locator('[name=code]').waitFor();
  });

  it('R11.2 an answer that is lost on the way does no harm: the same button works again', async () => {
    const customer = await aRegisteredPerson(portal);
    const { mobile, dialled } = aCustomer();
    here = await visit(browser, portal);
    const { page } = here;
    await signInAs(here, customer);
    await here.open('/account/mobile');
    await page.locator('[name=mobile]').waitFor();
    await page.route('**/api/account', (route) => route.abort());
    await askForMobile(customer, mobile);
    await page.getByText('Nincs kapcsolat').waitFor();
    await page.unroute('**/api/account');
    await page.getByRole('button', { name: 'Újra megpróbálom' }).click();
    await page.fill('[name=code]', await codeSentTo(dialled));
    await page.route('**/contact-changes/code', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await submitOf(page).click();
    await page.getByText('Nincs kapcsolat').waitFor();
    await page.unroute('**/contact-changes/code');
    await sendAgain(page);
    await page.getByText('Megváltozott a mobilszáma').waitFor();
    expect(await smsTo(portal, dialled)).toHaveLength(1);
  });

  it('R11.2 R4 a password changed elsewhere ends the session: signing in leads back, and the old code is void', async () => {
    const customer = await aRegisteredPerson(portal);
    const { mobile, dialled } = aCustomer();
    here = await visit(browser, portal);
    const { page } = here;
    await signInAs(here, customer);
    await here.open('/account/mobile');
    await askForMobile(customer, mobile);
    await page.locator('[name=code]').waitFor();
    const elsewhere = await visit(browser, portal);
    await signInAs(elsewhere, customer);
    await elsewhere.open('/account');
    await elsewhere.page.fill('[name=currentPassword]', customer.password);
    await elsewhere.page.fill('[name=newPassword]', 'négy zöld kacsa repül');
    await submitOf(elsewhere.page, 'newPassword').click();
    await elsewhere.page.getByText('Jelszava megváltozott').waitFor();
    await elsewhere.close();
    await page.fill('[name=code]', await codeSentTo(dialled));
    await submitOf(page).click();
    await page.getByText('a munkamenet lejárt').waitFor();
    await page.fill('[name=username]', customer.username);
    await page.fill('[name=password]', 'négy zöld kacsa repül');
    await submitOf(page).click();
    await page.waitForURL('**/account/mobile');
    await page.locator('[name=mobile]').waitFor();
  });
});
