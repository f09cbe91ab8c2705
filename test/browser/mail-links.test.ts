import { afterEach, describe, expect, it } from 'vitest';
import { unique } from '#test/builders/customer.ts';
import { askForRecovery, trySignIn } from '#test/support/portal/credentials.ts';
import { confirmationToken, lastMailTo, register } from '#test/support/portal/customer.ts';
import { anInsuredPerson, aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { submitOf } from './keyboard.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;

afterEach(async () => {
  const offences = here?.offences ?? [];
  await here?.close();
  expect(offences).toEqual([]);
});

async function aToken(): Promise<string> {
  const customer = await anInsuredPerson(portal);
  await register(portal, customer);
  return confirmationToken(portal, customer);
}

describe('R4.4 the link of a recovery mail', () => {
  it('lets in while strangers have locked the username, and leaves no token in the address', async () => {
    const customer = await aRegisteredPerson(portal);
    const { username, email, mobile } = customer;
    await askForRecovery(portal, email, mobile);
    const { text } = await lastMailTo(portal, email, /#recovery=/);
    const [link = ''] = /\/sign-in#recovery=[\w-]+/.exec(text) ?? [];
    const [temporary = ''] = /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/m.exec(text) ?? [];
    for (let n = 0; n < 3; n++) await trySignIn(portal, username, `guess ${n}`);

    here = await visit(browser, portal, { width: 320 });
    await here.page.goto(`${portal.url}${link}`);
    await here.page.locator('[name=username]').waitFor();
    expect(here.page.url()).toBe(`${portal.url}/sign-in`);
    // Telephones reload a page that somebody comes back to from the mailbox.
    await here.page.reload();
    await here.page.fill('[name=username]', username);
    await here.page.fill('[name=password]', temporary);
    await submitOf(here.page).click();
    await here.page.fill('[name=newPassword]', `új jelszó ${unique(12)}`);
    await submitOf(here.page).click();
    await here.page.waitForURL(`${portal.url}/home`);
  });
});

describe('R2.7 a link that a mail program damaged', () => {
  it.each([
    ['has %23 for #', (token: string) => `/confirm%23token=${token}`],
    ['has a full stop behind it', (token: string) => `/confirm#token=${token}.`],
    ['has a query in place of the fragment', (token: string) => `/confirm?token=${token}`],
  ])('%s: the confirmation opens, and the address bar shows the link as it was meant', async (_, damaged) => {
    const token = await aToken();
    here = await visit(browser, portal, { width: 320 });
    await here.page.goto(`${portal.url}${damaged(token)}`);
    await submitOf(here.page).click();
    await here.page.getByText('SMS').first().waitFor();
    expect(here.calls).toContain('POST /api/registrations/confirmation');
  });

  it('lost its end: the page asks for the code, which is in the mail, and continues', async () => {
    const token = await aToken();
    here = await visit(browser, portal, { width: 320 });
    await here.open('/confirm');
    await here.page.getByText('levágják').waitFor();
    await here.page.fill('[name=mailCode]', 'nem tudom');
    await submitOf(here.page).click();
    await here.page.locator('.error', { hasText: 'Másolja be az e-mailből' }).waitFor();
    await here.page.fill('[name=mailCode]', ` ${token}. `);
    await submitOf(here.page).click();
    await here.page.locator('[name=mailCode]').waitFor({ state: 'detached' });
    await submitOf(here.page).click();
    await expect.poll(() => here.calls).toContain('POST /api/registrations/confirmation');
  });
});
