import { afterEach, describe, expect, it } from 'vitest';
import { aCustomer } from '#test/builders/customer.ts';
import { confirmationToken, register } from '#test/support/portal/customer.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { browser, portal } from './browser-and-portal.ts';
import { submitOf } from './keyboard.ts';
import { type Visit, visit } from './visit.ts';

let here: Visit;

afterEach(async () => {
  const offences = here?.offences ?? [];
  await here?.close();
  expect(offences).toEqual([]);
});

async function aToken(): Promise<string> {
  const customer = aCustomer();
  await registerAtInsurer(portal, customer);
  await register(portal, customer);
  return confirmationToken(portal, customer);
}

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
    await here.page.getByText('Másolja be a levélből').waitFor();
    await here.page.fill('[name=mailCode]', ` ${token}. `);
    await submitOf(here.page).click();
    await here.page.locator('[name=mailCode]').waitFor({ state: 'detached' });
    await submitOf(here.page).click();
    await expect.poll(() => here.calls).toContain('POST /api/registrations/confirmation');
  });
});
