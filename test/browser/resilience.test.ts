import { afterEach, describe, expect, it } from 'vitest';
import { advance, mailsTo, resetClock, smsTo } from '#test/support/portal/control.ts';
import { confirmationToken, passwordFromSms } from '#test/support/portal/customer.ts';
import { anInsuredPerson, aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { fillRegistration, registrationSteps, signInAs } from './customer-pages.ts';
import { submitOf } from './keyboard.ts';
import { settled } from './settled.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;

afterEach(async () => {
  const offences = here?.offences ?? [];
  await here?.close();
  await resetClock(portal);
  expect(offences).toEqual([]);
});

const callsOf = (call: string) => here.calls.filter((made) => made === call).length;

describe('nothing is lost and nothing is done twice', () => {
  it('when the page is reloaded, left by the back button or a button is pressed twice while registering', async () => {
    const customer = await anInsuredPerson(portal);
    here = await visit(browser, portal, { width: 320 });
    const { page } = here;
    await here.open('/register');
    await fillRegistration(page, customer);
    await page.reload();
    const answers = page.locator('.answers');
    await answers.waitFor();
    for (const [name, value] of registrationSteps(customer).flat())
      if (!/mobile|Date/.test(name)) expect(await answers.textContent(), name).toContain(value);
    await page.locator('footer a[href="/help"]').click();
    await page.locator('#who-can').waitFor();
    // Back leads through the steps, each with its answers.
    for (const fields of [[], ...[...registrationSteps(customer)].reverse()]) {
      await page.goBack();
      for (const [name, value] of fields)
        await expect.poll(() => page.inputValue(`[name="${name}"]`), { message: name }).toBe(value);
    }
    await page.goto(`${portal.url}/register?step=check`);
    await answers.waitFor();
    await page.check('[name=acceptTerms]');
    await submitOf(page).dblclick();
    await page.locator('.lead', { hasText: customer.email }).waitFor();
    expect(callsOf('POST /api/registrations')).toBe(1);
    await page.reload();
    await page.locator('.lead', { hasText: customer.email }).waitFor();
    await page.locator('.again button').dblclick();
    await page.getByText('Megkaptuk a kérését.').waitFor();
    expect(here.calls.filter((call) => call.endsWith('/confirmation-mail'))).toHaveLength(1);
    await expect.poll(async () => (await mailsTo(portal, customer.email)).length).toBe(2);

    await here.open(`/confirm#token=${await confirmationToken(portal, customer)}`);
    await page.reload();
    await submitOf(page).dblclick();
    await page.getByText('Sikeres regisztráció').waitFor();
    expect(callsOf('POST /api/registrations/confirmation')).toBe(1);
    await page.reload();
    await page.getByText('Sikeres regisztráció').waitFor();
    expect(await smsTo(portal, customer.dialled)).toHaveLength(1);

    await page.locator('main a.button[href="/"]').click();
    await page.fill('[name=username]', customer.username);
    await page.fill('[name=password]', await passwordFromSms(portal, customer));
    await submitOf(page).dblclick();
    await page.locator('[name=newPassword]').waitFor();
    await page.reload();
    await page.fill('[name=username]', customer.username);
    await page.fill('[name=password]', await passwordFromSms(portal, customer));
    await submitOf(page).click();
    await page.fill('[name=newPassword]', customer.password);
    await submitOf(page, 'newPassword').dblclick();
    await page.waitForURL('**/home');
    expect(callsOf('POST /api/session/new-password')).toBe(1);
    await page.goBack();
    await page.waitForURL(({ pathname }) => pathname !== '/home');
    await settled(page);
    expect(await page.locator('[name=newPassword]').count()).toBe(0);
  });

  it('R1.4 a reload keeps the session, an expired access token is renewed silently, the page says when a session has ended', async () => {
    const customer = await aRegisteredPerson(portal);
    await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
    await allWorkedOff(portal);
    here = await visit(browser, portal);
    const { page } = here;
    await signInAs(here, customer);
    await page.locator('nav a[href="/documents"]').click();
    await page.locator('li.document').waitFor();
    await page.reload();
    await page.locator('li.document').waitFor();
    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage])')).not.toMatch(/eyJ/);

    await advance(portal, 'PT2H');
    await page.locator('nav a[href="/policies"]').click();
    await page.locator('li.policy').waitFor();
    await advance(portal, 'P60D');
    await page.locator('nav a[href="/account"]').click();
    await page.getByText('a munkamenet lejárt').waitFor();
    await page.fill('[name=username]', customer.username);
    await page.fill('[name=password]', customer.password);
    await submitOf(page).click();
    await page.waitForURL('**/account');
    await page.getByText(customer.email).waitFor();
  });

  it('R1.4 two tabs share one session: signed in and out together, renewed without throwing each other out', async () => {
    const customer = await aRegisteredPerson(portal);
    here = await visit(browser, portal);
    const { page, context } = here;
    const other = await context.newPage();
    await other.goto(portal.url);
    await other.locator('[name=password]').waitFor();
    await signInAs(here, customer);
    await other.waitForURL('**/home');
    await advance(portal, 'PT2H');
    await Promise.all([
      page.locator('nav a[href="/policies"]').click(),
      other.locator('nav a[href="/policies"]').click(),
    ]);
    await Promise.all([page.locator('li.policy').waitFor(), other.locator('li.policy').waitFor()]);
    await page.getByRole('button', { name: 'Kijelentkezés' }).dblclick();
    await page.getByText('Kijelentkezett.').waitFor();
    await other.getByText('Kijelentkezett.').waitFor();
    expect(callsOf('DELETE /api/session')).toBe(1);
    await page.goBack();
    await page.locator('[name=password]').waitFor();
  });

  it('the page says that the network is cut, and the same button works once it is back', async () => {
    const customer = await aRegisteredPerson(portal);
    here = await visit(browser, portal);
    const { page, context } = here;
    await signInAs(here, customer);
    await page.locator('nav a[href="/account"]').click();
    await page.fill('[name=currentPassword]', customer.password);
    await page.fill('[name=newPassword]', 'négy zöld kacsa repül');
    await context.setOffline(true);
    await submitOf(page, 'newPassword').click();
    await page.getByText('Nincs kapcsolat').waitFor();
    await page.locator('footer a[href="/check"]').click();
    await page.getByText('Az oldal nem töltődött be').waitFor();
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Oldal újratöltése' }).click();
    await page.locator('input[type=file]').first().waitFor();
    await page.locator('nav a[href="/account"]').click();
    await page.fill('[name=currentPassword]', customer.password);
    await page.fill('[name=newPassword]', 'négy zöld kacsa repül');
    await submitOf(page, 'newPassword').dblclick();
    await page.getByText('Jelszava megváltozott').waitFor();
    expect(callsOf('PUT /api/account/password')).toBe(2);
    await signInAs(here, { ...customer, password: 'négy zöld kacsa repül' });
  });

  it('long work shows progress, and the language can be changed in the middle of a form', async () => {
    here = await visit(browser, portal);
    const { page } = here;
    await page.clock.install();
    await here.open('/');
    await page.fill('[name=username]', 'somebody');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await page.inputValue('[name=username]')).toBe('somebody');
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.fill('[name=username]', 'somebody');
    await page.fill('[name=password]', 'some password');
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/api/session', async (route) => {
      await held;
      await route.continue();
    });
    // While the page's time is held, the first word cannot be over before somebody looks.
    await page.clock.pauseAt(Date.now() + 60_000);
    await submitOf(page).click();
    await page.getByText('One moment').waitFor();
    await page.clock.runFor('05');
    await page.getByText('still working on it').waitFor();
    await page.clock.resume();
    release();
    await page.getByRole('alert').waitFor();
  });
});
