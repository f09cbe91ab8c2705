import { describe, expect, it } from 'vitest';
import type { Customer } from '#test/builders/customer.ts';
import { callApi } from '#test/support/portal/api.ts';
import { aBrowser } from '#test/support/portal/browser.ts';
import { advance, idle, newBrowserMailsTo } from '#test/support/portal/control.ts';
import { signIn, signUp } from '#test/support/portal/customer.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

const chrome =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';

async function aRegistered(language: 'hu' | 'en') {
  const customer = { ...(await anInsuredPerson(portal)), language };
  await signUp(portal, customer);
  return customer;
}
const mailsAfter = async ({ email }: Customer) => {
  await advance(portal, 'PT2M');
  await idle(portal);
  return newBrowserMailsTo(portal, email);
};

describe('R1.6 a sign-in from a browser that this customer has not used before', () => {
  it.each([
    { language: 'hu', subject: 'Új böngészőből léptek be az ügyfélportálra' },
    { language: 'en', subject: 'A new browser has signed in to the customer portal' },
  ] as const)(
    'brings one mail, with its time and kind; the browser is known from then on ($language)',
    async ({ language, subject }) => {
      const customer = await aRegistered(language);
      const { username, password } = customer;
      // The browser in which the first password was chosen.
      await signIn(portal, customer);
      expect(await mailsAfter(customer)).toEqual([]);

      const browser = aBrowser(portal);
      const sent = { body: { username, password }, headers: { 'user-agent': chrome } };
      expect((await browser.call('POST', 'session', sent)).status).toBe(200);
      const [mail, ...others] = await mailsAfter(customer);
      expect([mail?.subject, others]).toEqual([subject, []]);
      expect(mail?.text).toContain('Chrome, Android');
      expect(mail?.text).toContain('/recover');
      expect(`${mail?.subject} ${mail?.text}`).not.toContain(username);

      expect((await browser.call('POST', 'session', sent)).status).toBe(200);
      expect(await mailsAfter(customer)).toHaveLength(1);
    },
  );

  it('brings five mails a day at most, and none for a wrong password', async () => {
    const customer = await aRegistered('hu');
    const { username, password } = customer;
    const tryFromNewBrowser = (typed: string) =>
      callApi(portal, 'POST', 'session', { body: { username, password: typed } });
    expect((await tryFromNewBrowser('not the password')).status).toBe(401);
    expect(await mailsAfter(customer)).toEqual([]);
    for (let n = 0; n < 6; n++) expect((await tryFromNewBrowser(password)).status).toBe(200);
    expect(await mailsAfter(customer)).toHaveLength(5);
  });
});
