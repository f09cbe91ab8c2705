import { expect } from 'vitest';
import { type Customer, unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { aBrowser, type Browser } from '#test/support/portal/browser.ts';
import { advance, mailsTo, passwordChecks } from '#test/support/portal/control.ts';
import { askForRecovery, trySignIn } from '#test/support/portal/credentials.ts';
import type { Portal } from '#test/support/portal/portal.ts';

/** What strangers, customers and thieves of a browser's cookie do with passwords (R3.2b). */
export function laneCalls(portal: Portal) {
  const guess = ({ username }: Customer) => trySignIn(portal, username, `guess ${unique(12)}`);
  const wrongIn = (browser: Browser, { username }: Customer, token?: string) =>
    browser.signIn(username, `mistyped ${unique(12)}`, token);
  /** Somebody who has copied a browser's cookie. */
  function aCopyOf(browser: Browser): Browser {
    const copy = aBrowser(portal);
    copy.take(browser.deviceCookie());
    return copy;
  }
  /** The pool has a lock of its own, of some seconds after five wrong passwords in a row; it forgets them after 15 minutes. */
  const forgottenByPool = () => advance(portal, 'PT15M1S');
  const rightIn = async (browser: Browser, { username, password }: Customer, token?: string) =>
    (await browser.signIn(username, password, token)).status;

  /** A customer, and a browser that has signed him in. */
  async function aKnownBrowser(customer: Customer): Promise<Browser> {
    const browser = aBrowser(portal);
    expect(await rightIn(browser, customer)).toBe(200);
    return browser;
  }

  /** Asks for a recovery; the temporary password and the token of the link in its mail. */
  async function recover({ email, mobile }: Customer) {
    const links = async () =>
      (await mailsTo(portal, email)).flatMap(({ text }) => {
        const [, token] = /\/sign-in#recovery=([\w-]+)/.exec(text) ?? [];
        const [password] = /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/m.exec(text) ?? [];
        return token && password ? [{ token, password }] : [];
      });
    const before = (await links()).length;
    expect((await askForRecovery(portal, email, mobile)).status).toBe(202);
    return eventually('the recovery mail', async () => (await links())[before]);
  }

  const comparedDuring = async (work: () => Promise<unknown>) => {
    const before = await passwordChecks(portal);
    await work();
    return (await passwordChecks(portal)) - before;
  };

  return { guess, wrongIn, aCopyOf, forgottenByPool, rightIn, aKnownBrowser, recover, comparedDuring };
}
