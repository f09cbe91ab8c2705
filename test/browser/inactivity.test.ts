import { afterEach, describe, expect, it } from 'vitest';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { signIn } from '#test/support/portal/customer.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { signInAs } from './customer-pages.ts';
import { doNothingFor } from './do-nothing.ts';
import { hasFocus, press } from './keyboard.ts';
import { settled } from './settled.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;
afterEach(async () => {
  const offences = here?.offences ?? [];
  await here?.close();
  expect(offences).toEqual([]);
});

async function aSignedInVisit() {
  const customer = await aRegisteredPerson(portal);
  here = await visit(browser, portal, { width: 320 });
  await signInAs(here, customer);
  await here.page.locator('h1').waitFor();
  return customer;
}

/** The session's cookie as the browser holds it now. */
async function cookie(): Promise<string> {
  const [held] = (await here.context.cookies()).filter(({ name }) => name === '__Host-session');
  return held ? `${held.name}=${held.value}` : '';
}
const refreshed = (sent: string) => callApi(portal, 'POST', 'session/refresh', { cookie: sent });

describe('R1.6 a customer who does nothing', () => {
  it('hears of it two minutes ahead, with the focus on the button that stays; keys and Escape go on with the session', async () => {
    await aSignedInVisit();
    const { page } = here;
    const warning = page.getByRole('alertdialog', { name: 'Itt van még?' });
    const stay = warning.getByRole('button', { name: 'Folytatom' });

    await doNothingFor(page, 27.9);
    expect(await warning.count()).toBe(0);
    await doNothingFor(page, 28.1);
    await warning.waitFor();
    expect(await hasFocus(page, stay)).toBe(true);
    expect(await warning.getAttribute('aria-describedby')).not.toBeNull();
    // A key that nobody meant for it is no answer.
    await page.keyboard.press('a');
    expect(await warning.count()).toBe(1);
    await page.keyboard.press('Enter');
    await warning.waitFor({ state: 'detached' });

    await doNothingFor(page, 28.1);
    await warning.waitFor();
    await page.keyboard.press('Escape');
    await warning.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Kezdőlap' }).waitFor();
    expect(await warning.count()).toBe(0);
  });

  it('is signed out at the end, in the browser and at the portal, and comes back to the same page', async () => {
    const customer = await aSignedInVisit();
    const { page } = here;
    await here.open('/policies');
    const held = await cookie();
    await doNothingFor(page, 30.1);
    await page.getByText('biztonsága érdekében kijelentkeztettük').waitFor();
    expect(await cookie()).toBe('');
    expectProblem(await refreshed(held), 'session-ended');
    await page.fill('[name=username]', customer.username);
    await page.fill('[name=password]', customer.password);
    await page.locator('main button[type=submit]').click();
    await page.waitForURL('**/policies');
  });

  it('who opens the portal again after the time finds no session there', async () => {
    await aSignedInVisit();
    const held = await cookie();
    // Without a tab nothing signs out, until the next page asks.
    await here.page.goto('about:blank');
    const page = await here.context.newPage();
    await page.addInitScript(`localStorage.setItem('last-activity', String(Date.now() - ${31 * 60_000}))`);
    await page.goto(`${portal.url}/documents`);
    await page.locator('[name=username]').waitFor();
    expectProblem(await refreshed(held), 'session-ended');
  });

  it('what is done in another tab counts', async () => {
    await aSignedInVisit();
    const { page } = here;
    await doNothingFor(page, 28.5);
    const warning = page.getByRole('alertdialog');
    await warning.waitFor();
    const other = await here.context.newPage();
    await other.goto(`${portal.url}/documents`);
    await other.getByRole('alertdialog').waitFor();
    await settled(other);
    await other.getByRole('button', { name: 'Folytatom' }).click();
    await warning.waitFor({ state: 'detached' });
  });
});

describe('R1.6 sign out everywhere', () => {
  it('is one button in the account, by keys too; every session ends, and the page says so', async () => {
    const customer = await aSignedInVisit();
    const elsewhere = await signIn(portal, customer);
    const held = await cookie();
    await here.open('/account');
    await press(here.page, here.page.getByRole('button', { name: 'Kijelentkezem minden eszközön' }));
    await here.page.getByText('Minden eszközön kijelentkeztettük').waitFor();
    for (const sent of [held, elsewhere.cookie]) expectProblem(await refreshed(sent), 'session-ended');
    expect((await callApi(portal, 'GET', 'account', { token: elsewhere.token })).status).toBe(401);
  });
});
