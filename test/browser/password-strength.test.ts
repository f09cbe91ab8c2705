import { afterEach, describe, expect, it } from 'vitest';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { signInAs } from './customer-pages.ts';
import { submitOf } from './keyboard.ts';
import { type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit;

afterEach(async () => {
  const offences = here?.offences ?? [];
  await here?.close();
  expect(offences).toEqual([]);
});

describe('R1.7 the strength of a new password', () => {
  it('is said while it is typed, as the API will judge it, and the lists come only where one is chosen', async () => {
    const customer = await aRegisteredPerson(portal);
    here = await visit(browser, portal, { width: 320 });
    const { page } = here;
    const lists: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('password-policy')) lists.push(request.url());
    });
    await signInAs(here, customer);
    await here.open('/documents');
    expect(lists).toHaveLength(0);
    await here.open('/account');
    const field = page.locator('[name=newPassword]');
    const judgement = page.locator('.field:has([name=newPassword]) + [role=status]');
    await expect.poll(() => lists.length).toBe(1);
    for (const [typed, text] of [
      ['istvan', 'túl rövid'],
      ['istvan123456', 'könnyen kitalálható'],
      [`x-${customer.username}-y-12`, 'nem tartalmazhatja'],
      ['négy zöld kacsa repül', 'megfelelő'],
    ] as const) {
      await field.fill(typed);
      await judgement.getByText(text).waitFor();
    }
    await page.fill('[name=currentPassword]', customer.password);
    await field.fill('Budapest2026!');
    await submitOf(page, 'newPassword').click();
    await page.locator('.field:has([name=newPassword])').getByText('könnyen kitalálható').waitFor();
    expect(here.calls.filter((call) => call === 'PUT /api/account/password')).toHaveLength(0);
  });
});
