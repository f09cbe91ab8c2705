import { afterEach, describe, expect, it } from 'vitest';
import type { Customer } from '#test/builders/customer.ts';
import { callApi } from '#test/support/portal/api.ts';
import { askForRecovery } from '#test/support/portal/credentials.ts';
import { signIn } from '#test/support/portal/customer.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { passkeyOrigin } from '#test/support/portal/passkeys.ts';
import { passkeyWords } from '../../web/src/passkeys/passkey-words.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { checkState } from './check-state.ts';
import { signInAs } from './customer-pages.ts';
import { hasFocus, press, type } from './keyboard.ts';
import { settled } from './settled.ts';
import { refuses } from './states/canned-api.ts';
import { problemText, wordsOf } from './states/state.ts';
import { aVirtualAuthenticator } from './virtual-authenticator.ts';
import { everyForm, forgetSession, type Language, type Visit, visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

let here: Visit | undefined;

afterEach(async () => {
  const offences = here?.offences ?? [];
  await here?.close();
  here = undefined;
  expect(offences).toEqual([]);
});

/** A page of the portal under the name that passkeys are made for: 127.0.0.1 is no domain. */
async function open(options: { width?: number; language?: Language } = {}): Promise<Visit> {
  here = await visit(browser, { ...portal, url: passkeyOrigin(portal) }, options);
  return here;
}

const passkeyForm = ({ page }: Visit) => page.locator('form', { has: page.locator('[name=passkeyName]') });

/** Fills and sends the form for a new passkey, by the keyboard. */
async function add(at: Visit, { password }: Customer, name: string): Promise<void> {
  const form = passkeyForm(at);
  await type(at.page, 'passkeyName', name);
  await form.locator('[name=password]').fill(password);
  await press(at.page, form.locator('[type=submit]'));
}

/** Waits until the page reports a change, and until the focus is on that report: what had it before is gone. */
async function reported({ page, language }: Visit, what: 'added' | 'renamed' | 'removed'): Promise<void> {
  const report = page.getByRole('status').filter({ hasText: passkeyWords[language].done[what] });
  await report.waitFor();
  await expect.poll(() => hasFocus(page, report)).toBe(true);
}

async function addOne(at: Visit, customer: Customer, name: string): Promise<void> {
  await at.open('/account');
  await add(at, customer, name);
  await reported(at, 'added');
}

async function rename(at: Visit, from: string, to: string): Promise<void> {
  const { page } = at;
  const words = passkeyWords[at.language];
  await press(page, page.getByRole('button', { name: new RegExp(`^${words.rename}.*${from}`) }));
  await type(page, 'otherPasskeyName', to);
  await press(page, page.getByRole('button', { name: words.save }));
  await page.getByText(to, { exact: true }).waitFor();
  await reported(at, 'renamed');
}

describe.each(everyForm)('passkeys in $language, $width pixels wide', ({ language, width }) => {
  it('are added, offered by the browser at sign-in, renamed and removed, with nothing wrong on the way', async () => {
    const customer = await aRegisteredPerson(portal);
    const at = await open({ language, width });
    const { page } = at;
    const [words, { signIn: signInWords }] = [passkeyWords[language], wordsOf[language]];
    const authenticator = await aVirtualAuthenticator(at);
    await signInAs(at, customer);
    await addOne(at, customer, 'Telefonom');
    await checkState(at, 'a passkey was added');
    expect(await authenticator.count()).toBe(1);

    // The same device makes no second one.
    await add(at, customer, 'Telefonom újra');
    await page.getByText(problemText(wordsOf[language], { code: 'passkey-known' })).waitFor();
    expect(await authenticator.count()).toBe(1);

    await forgetSession(at);
    await at.open('/sign-in');
    await page.waitForURL('**/home');
    expect(at.calls.filter((call) => call === 'POST /api/session')).toHaveLength(1);

    await at.open('/account');
    await rename(at, 'Telefonom', 'Telefon');
    // The same report once more.
    await rename(at, 'Telefon', 'Régi telefon');
    await press(page, page.getByRole('button', { name: new RegExp(`^${words.remove}.*Régi telefon`) }));
    await press(page, page.getByRole('button', { name: words.removing.agree }));
    await reported(at, 'removed');
    await checkState(at, 'the passkey was removed');

    await forgetSession(at);
    await at.open('/sign-in');
    await page.getByText(problemText(wordsOf[language], { code: 'passkey-refused' })).waitFor();
    await settled(page);
    await checkState(at, 'a removed passkey was refused');
    expect(await page.getByRole('button', { name: signInWords.byPasskey }).isVisible()).toBe(true);
  });
});

describe('a device that does not verify its holder', () => {
  it.each([
    ['cannot', { verifies: false, transport: 'usb' as const }],
    ['asks, and the holder does not pass', { verifies: true, isVerified: false }],
  ])('makes no passkey where it %s', async (_how, kind) => {
    const customer = await aRegisteredPerson(portal);
    const at = await open({ width: 360 });
    const authenticator = await aVirtualAuthenticator(at, kind);
    await signInAs(at, customer);
    await at.open('/account');
    await add(at, customer, 'Kulcs');
    await at.page.getByText(problemText(wordsOf.hu, { code: 'passkey-not-made' })).waitFor();
    await settled(at.page);
    await checkState(at, 'no passkey was made');
    expect(await authenticator.count()).toBe(0);
    expect(at.calls).not.toContain('POST /api/account/passkeys');
  });
});

describe('a passkey', () => {
  it('that the portal refuses was not made: its owner, who is signed in, is not asked to sign in', async () => {
    const customer = await aRegisteredPerson(portal);
    const at = await open();
    const { page } = at;
    await aVirtualAuthenticator(at);
    await signInAs(at, customer);
    await at.open('/account');
    const { status, body } = refuses('passkey-refused');
    await page.route('**/api/account/passkeys', (route) =>
      route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(body) }),
    );
    await add(at, customer, 'Telefonom');
    await page.getByText(problemText(wordsOf.hu, { code: 'passkey-not-made' })).waitFor();
  });

  it('is not offered while the page asks whether somebody is signed in; then to whoever is not', async () => {
    const customer = await aRegisteredPerson(portal);
    const at = await open();
    const { page } = at;
    const authenticator = await aVirtualAuthenticator(at);
    await signInAs(at, customer);
    await addOne(at, customer, 'Telefonom');
    await authenticator.verify(false);
    const challenges = () => at.calls.filter((call) => call === 'POST /api/session/passkey/challenge').length;
    const before = challenges();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    await page.route('**/api/session/refresh', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${passkeyOrigin(portal)}/sign-in`);
    await page.getByRole('button', { name: wordsOf.hu.signIn.byPasskey }).waitFor();
    // Longer than an offer needs for its own file and its call: these go the same way.
    for (let trips = 0; trips < 3; trips++) await page.evaluate(`fetch('/robots.txt').then((answer) => answer.text())`);
    await settled(page);
    expect(challenges()).toBe(before);
    release();
    await page.waitForURL('**/home');
    expect(challenges()).toBe(before);
    await forgetSession(at);
    await page.goto(`${passkeyOrigin(portal)}/sign-in`);
    await expect.poll(challenges).toBe(before + 1);
  });

  it('R4.3 recovery ends its sessions everywhere; the passkey signs in again, by the button', async () => {
    const customer = await aRegisteredPerson(portal);
    const elsewhere = await signIn(portal, customer);
    const at = await open();
    const { page } = at;
    const authenticator = await aVirtualAuthenticator(at);
    await signInAs(at, customer);
    await addOne(at, customer, 'Laptop');
    await askForRecovery(portal, customer.email, customer.mobile);
    await expect
      .poll(async () => (await callApi(portal, 'GET', 'account', { token: elsewhere.token })).status, {
        timeout: 30_000,
      })
      .toBe(401);
    // Whoever does not pass is not signed in by the browser's own offer.
    await authenticator.verify(false);
    await at.open('/account');
    const byPasskey = page.getByRole('button', { name: wordsOf.hu.signIn.byPasskey });
    await byPasskey.waitFor();
    await settled(page);
    await authenticator.verify(true);
    await byPasskey.click();
    await page.getByText('Laptop', { exact: true }).waitFor();
  });
});
