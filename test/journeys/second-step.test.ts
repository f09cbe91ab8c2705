import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { callApi, expectProblem, succeed } from '#test/support/portal/api.ts';
import { aBrowser } from '#test/support/portal/browser.ts';
import { advance, idle, mailsTo, newBrowserMailsTo } from '#test/support/portal/control.ts';
import { shortAnswer, trySignIn } from '#test/support/portal/credentials.ts';
import { lastMailTo, sessionOf, signIn } from '#test/support/portal/customer.ts';
import { auditOf } from '#test/support/portal/helpdesk-agent.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { aPasskeyHolder, signInByPasskey } from '#test/support/portal/passkeys.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import {
  askForCode,
  chooseSecondStep,
  codesOf,
  needsSecondStep,
  notThe,
  signInByCode,
  typeCode,
} from '#test/support/portal/second-step.ts';

const portal = await portalOfFile();

const accountOf = async (token: string) =>
  (await succeed(portal, ['GET', 'account'], contract.getAccount.answers[200], { token })).body;

/** A customer who has turned it on, and the session in which that was done. */
async function aCareful() {
  const customer = await aRegisteredPerson(portal);
  const session = await signIn(portal, customer);
  expect((await chooseSecondStep(portal, session.token, customer.password, true)).status).toBe(204);
  return { customer, session };
}

describe('the second step', () => {
  it('R3.2a is turned on after the password, with mail and audit; the session in which that is done goes on', async () => {
    const customer = await aRegisteredPerson(portal);
    const { token, cookie } = await signIn(portal, customer);
    expect(await accountOf(token)).not.toHaveProperty('secondStep');
    expect(
      expectProblem(await chooseSecondStep(portal, token, 'not the password', true), 'wrong-password'),
    ).toMatchObject({ attemptsLeft: 2 });
    for (const _ of ['once', 'again', 'and again'])
      expect((await chooseSecondStep(portal, token, customer.password, true)).status).toBe(204);
    expect((await accountOf(token)).secondStep).toEqual({ since: expect.any(String) });
    expect((await callApi(portal, 'POST', 'session/refresh', { cookie })).status).toBe(200);

    expect((await chooseSecondStep(portal, token, customer.password, false)).status).toBe(204);
    expect(await accountOf(token)).not.toHaveProperty('secondStep');
    expect((await trySignIn(portal, customer.username, customer.password)).body).toHaveProperty('accessToken');

    await advance(portal, 'PT2M');
    await lastMailTo(portal, customer.email, /Kikapcsolták a kétlépcsős/);
    const subjects = (await mailsTo(portal, customer.email)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => /kétlépcsős/.test(subject))).toHaveLength(2);
    const acts = (await auditOf(portal, customer.customerId)).filter(({ what }) => /second-step/.test(String(what)));
    expect(acts).toMatchObject([
      { what: 'second-step-on', agent: 'customer' },
      { what: 'second-step-off', agent: 'customer' },
    ]);
  });

  it('gives no session for the password alone: the code from the mailbox, in that browser, brings one like any other', async () => {
    const { customer } = await aCareful();
    const browser = aBrowser(portal);
    const asked = await browser.signIn(customer.username, customer.password);
    expect(needsSecondStep(asked)).toBe(true);
    expect(asked.cookies.map((cookie) => cookie.split('=')[0])).toEqual(['__Host-second-step']);
    expect(await codesOf(portal, customer)).toEqual([]);

    expect((await askForCode(browser)).body).toEqual({ codeGoodUntil: expect.any(String) });
    const mail = await lastMailTo(portal, customer.email, /Belépési kód/);
    const [code = ''] = await codesOf(portal, customer);
    expect(mail.subject).not.toContain(code);
    expect(mail.text).toContain('ismeretlen böngésző');

    // Another browser has not given the password.
    expectProblem(await typeCode(aBrowser(portal), code), 'second-step-expired');
    const answer = await typeCode(browser, code);
    const { token, cookie } = sessionOf(answer);
    expect((await accountOf(token)).username).toBe(customer.username);
    expect((await callApi(portal, 'POST', 'session/refresh', { cookie })).status).toBe(200);
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims.scope).toBeUndefined();
    expect(browser.cookie('__Host-second-step')).toBe('');
    await advance(portal, 'PT2M');
    await idle(portal);
    expect(await newBrowserMailsTo(portal, customer.email)).not.toEqual([]);
    // R3.2b the browser is known now, and still the password alone is not enough.
    expect(needsSecondStep(await browser.signIn(customer.username, customer.password))).toBe(true);
  });

  it('takes each code once, three tries and ten minutes; wrong codes are no strikes (R3.1)', async () => {
    const { customer } = await aCareful();
    const { username, password } = customer;
    const browser = aBrowser(portal);
    await browser.signIn(username, password);
    expectProblem(await typeCode(browser, '123456'), 'second-step-expired');
    await askForCode(browser);
    const [code = ''] = await codesOf(portal, customer);
    const kept = browser.cookie('__Host-second-step');
    expect(shortAnswer(await typeCode(browser, notThe(code)))).toBe('400:2');
    expect(shortAnswer(await typeCode(browser, notThe(code)))).toBe('400:1');
    expectProblem(await typeCode(browser, notThe(code)), 'second-step-expired');
    // The right one is too late, and so is another mail.
    expectProblem(await typeCode(browser, code), 'second-step-expired');
    expectProblem(await askForCode(browser), 'second-step-expired');
    expect(shortAnswer(await trySignIn(portal, username, 'not the password'))).toBe('401:2');

    await browser.signIn(username, password);
    await askForCode(browser);
    const second = (await codesOf(portal, customer)).at(-1) ?? '';
    expect(browser.cookie('__Host-second-step')).not.toBe(kept);
    await advance(portal, 'PT10M');
    expectProblem(await typeCode(browser, second), 'second-step-expired');
    // There is time for another one; the newest counts.
    await askForCode(browser);
    const third = (await codesOf(portal, customer)).at(-1) ?? '';
    const pending = `__Host-second-step=${browser.cookie('__Host-second-step')}`;
    expect((await typeCode(browser, third)).status).toBe(200);
    for (const body of [{ code: third }, {}])
      expectProblem(
        await callApi(portal, 'POST', 'session/second-step', { cookie: pending, body }),
        'second-step-expired',
      );
  });

  it('R1.1 says and sends nothing without the right password', async () => {
    const { customer } = await aCareful();
    const stranger = aBrowser(portal);
    expect(shortAnswer(await stranger.signIn(customer.username, 'not the password'))).toBe('401:2');
    expect(stranger.cookie('__Host-second-step')).toBe('');
    expectProblem(await askForCode(stranger), 'second-step-expired');
    const forged = `__Host-second-step=${'A'.repeat(43)}.${'B'.repeat(43)}.mkz00000.open.account`;
    expectProblem(
      await callApi(portal, 'POST', 'session/second-step', { cookie: forged, body: {} }),
      'second-step-expired',
    );
    expect(await codesOf(portal, customer)).toEqual([]);
  });

  it('R4.3 is void once a new password or signing out everywhere has ended the sessions', async () => {
    const { customer, session } = await aCareful();
    const browser = aBrowser(portal);
    await browser.signIn(customer.username, customer.password);
    await askForCode(browser);
    const [code = ''] = await codesOf(portal, customer);
    expect((await callApi(portal, 'DELETE', 'sessions', { token: session.token })).status).toBe(204);
    expectProblem(await typeCode(browser, code), 'second-step-expired');
    expectProblem(await askForCode(browser), 'second-step-expired');
  });

  it('R3.2b mails five codes a day that nobody uses; the known browser and the passkey go on', async () => {
    const { customer } = await aCareful();
    const known = aBrowser(portal);
    // Codes that are used do not count.
    for (let n = 0; n < 7; n++) expect((await signInByCode(portal, known, customer)).status).toBe(200);
    const before = (await codesOf(portal, customer)).length;
    const stranger = aBrowser(portal);
    for (let n = 0; n < 5; n++) {
      await stranger.signIn(customer.username, customer.password);
      expect((await askForCode(stranger)).status).toBe(200);
    }
    await stranger.signIn(customer.username, customer.password);
    const refused = await askForCode(stranger);
    expect(expectProblem(refused, 'too-many-codes')).toMatchObject({ until: expect.stringMatching(/Z$/) });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(80_000);
    expect((await codesOf(portal, customer)).length).toBe(before + 5);

    expect((await signInByCode(portal, known, customer)).status).toBe(200);
    await advance(portal, 'PT24H');
    await stranger.signIn(customer.username, customer.password);
    expect((await askForCode(stranger)).status).toBe(200);
  });

  it('is both steps in one with a passkey', async () => {
    const customer = await aRegisteredPerson(portal);
    const holder = await aPasskeyHolder(portal, customer);
    const { token } = await signIn(portal, customer);
    expect((await chooseSecondStep(portal, token, customer.password, true)).status).toBe(204);
    expect((await signInByPasskey(portal, holder)).body).toHaveProperty('accessToken');
    expect(await codesOf(portal, customer)).toEqual([]);
  });
});
