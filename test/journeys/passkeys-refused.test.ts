import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { anAuthenticator } from '#test/builders/authenticator.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi, expectProblem, succeed } from '#test/support/portal/api.ts';
import { aBrowser } from '#test/support/portal/browser.ts';
import { advance, awsCallsOf, passwordChecks } from '#test/support/portal/control.ts';
import { shortAnswer, tally, trySignIn } from '#test/support/portal/credentials.ts';
import { signIn } from '#test/support/portal/customer.ts';
import { functionName } from '#test/support/portal/faults.ts';
import { anAgent, auditOf, identify } from '#test/support/portal/helpdesk-agent.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import {
  addMade,
  aPasskeyHolder,
  askToSignIn,
  assertionOf,
  challengeNew,
  type PasskeyHolder,
  passkeyOrigin,
  sendAssertion,
  signInByPasskey,
} from '#test/support/portal/passkeys.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

const aHolder = async () => aPasskeyHolder(portal, await aRegisteredPerson(portal));

/** What the function that signs in by passkeys has written or asked the pool so far. */
const written = async () =>
  (await awsCallsOf(portal, functionName(portal, 'sign-in-by-passkey'))).filter(
    ({ operation }) => operation !== 'BatchGetItem' && operation !== 'GetSecretValue',
  ).length;

/** The passkey works, the password too, with all its attempts: nothing has happened to the account. */
async function expectUntouched(holder: PasskeyHolder, counter?: number) {
  const { username, password } = holder.customer;
  expect(shortAnswer(await trySignIn(portal, username, 'not the password'))).toBe('401:2');
  expect((await trySignIn(portal, username, password)).status).toBe(200);
  const changes = counter === undefined ? {} : { counter };
  expect((await signInByPasskey(portal, holder, changes)).status).toBe(200);
}

describe('a forged or wrong answer signs nobody in, and writes nothing', () => {
  it('of a thousand forged assertions none compares a password, locks, or fails', async () => {
    const holder = await aHolder();
    const checks = await passwordChecks(portal);
    const before = await written();
    const forger = { ...holder, authenticator: anAuthenticator({ credentialId: holder.authenticator.credentialId }) };
    const { challenge, relyingPartyId } = await askToSignIn(holder.browser);
    const origin = passkeyOrigin(portal);
    const forged = Array.from({ length: 1000 }, (_, n) => {
      const ceremony = { challenge: n % 3 === 0 ? 'A'.repeat(43) : challenge, relyingPartyId, origin };
      const credential = forger.authenticator.use(ceremony, n % 2 === 0 ? holder.userHandle : 'bm9ib2R5');
      return n % 5 === 0 ? { ...credential, signature: 'A'.repeat(1 + (n % 90)) } : credential;
    });
    const answers = await Promise.all(forged.map((credential) => sendAssertion(holder.browser, credential)));
    expect(tally(answers)).toEqual({ 403: 1000 });
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect([await passwordChecks(portal), await written()]).toEqual([checks, before]);
    await expectUntouched(holder);
  });

  it.each([
    ['another origin', { origin: 'https://portal.example' }],
    ['another relying party', { relyingPartyId: 'example' }],
    ['a holder whom the device has not verified', { isVerified: false }],
    ['the answer to an adding', { type: 'webauthn.create' }],
  ])('%s', async (_what, ceremony) => {
    const holder = await aHolder();
    const before = await written();
    expectProblem(await signInByPasskey(portal, holder, { ceremony }), 'passkey-refused');
    expect(await written()).toBe(before);
    await expectUntouched(holder);
  });

  it('a counter that goes back', async () => {
    const holder = await aHolder();
    expect((await signInByPasskey(portal, holder, { counter: 7 })).status).toBe(200);
    const before = await written();
    for (const counter of [7, 6, 0])
      expectProblem(await signInByPasskey(portal, holder, { counter }), 'passkey-refused');
    expect(await written()).toBe(before);
    await expectUntouched(holder, 8);
  });

  it('a challenge of another browser, one that is over, and none', async () => {
    const holder = await aHolder();
    const credential = await assertionOf(portal, holder);
    const thief = aBrowser(portal);
    expectProblem(await sendAssertion(thief, credential), 'passkey-refused');
    await askToSignIn(thief);
    expectProblem(await sendAssertion(thief, credential), 'passkey-refused');
    await advance(portal, 'PT5M');
    expectProblem(await sendAssertion(holder.browser, credential), 'passkey-refused');
    await expectUntouched(holder);
  });

  it('the same assertion again: of ten at once one signs in, and none later', async () => {
    const holder = await aHolder();
    const credential = await assertionOf(portal, holder);
    const cookie = `__Host-passkey=${holder.browser.cookie('__Host-passkey')}`;
    const send = () => callApi(portal, 'POST', 'session/passkey', { cookie, body: { credential } });
    expect(tally(await Promise.all(Array.from({ length: 10 }, send)))).toEqual({ 200: 1, 403: 9 });
    expectProblem(await send(), 'passkey-refused');
    await expectUntouched(holder);
  });
});

describe('an adding is refused', () => {
  it('for a challenge of another session or account, one that was used, and a credential that is known', async () => {
    const [one, other] = [await aRegisteredPerson(portal), await aRegisteredPerson(portal)];
    const [{ token }, again, { token: others }] = [
      await signIn(portal, one),
      await signIn(portal, one),
      await signIn(portal, other),
    ];
    const browser = aBrowser(portal);
    const { wanted } = await challengeNew(browser, token, one.password);
    if (!wanted) throw new Error('There was no challenge');
    for (const foreign of [again.token, others])
      expectProblem(await addMade(portal, browser, foreign, wanted), 'passkey-refused');
    const ceremony = { isVerified: false };
    expectProblem(await addMade(portal, browser, token, wanted, { ceremony }), 'passkey-refused');

    const kept = `__Host-new-passkey=${browser.cookie('__Host-new-passkey')}`;
    const authenticator = anAuthenticator();
    expect((await addMade(portal, browser, token, wanted, { authenticator })).status).toBe(201);
    const origin = passkeyOrigin(portal);
    const credential = anAuthenticator().make({ ...wanted, origin });
    const replayed = { token, cookie: kept, body: { name: 'x', credential } };
    expectProblem(await callApi(portal, 'POST', 'account/passkeys', replayed), 'passkey-refused');
    const { wanted: next } = await challengeNew(browser, token, one.password);
    expect(next?.known).toEqual([authenticator.credentialId]);
    if (next) expectProblem(await addMade(portal, browser, token, next, { authenticator }), 'passkey-refused');

    const { passkeys } = (await succeed(portal, ['GET', 'account'], contract.getAccount.answers[200], { token })).body;
    expect(passkeys).toHaveLength(1);
    const acts = (await auditOf(portal, one.customerId)).filter(({ what }) => /passkey/.test(String(what)));
    expect(acts).toMatchObject([{ what: 'passkey-added', agent: 'customer' }]);
  });

  it('for an eleventh passkey, before the password is tested', async () => {
    const customer = await aRegisteredPerson(portal);
    const { token } = await signIn(portal, customer);
    const browser = aBrowser(portal);
    for (let n = 0; n < 10; n++) {
      const { wanted } = await challengeNew(browser, token, customer.password);
      if (wanted) expect((await addMade(portal, browser, token, wanted)).status).toBe(201);
    }
    const checks = await passwordChecks(portal);
    expectProblem((await challengeNew(browser, token, customer.password)).answer, 'too-many-passkeys');
    expect(await passwordChecks(portal)).toBe(checks);
  });
});

describe('a passkey of an account that is not open', () => {
  it('R11.1 of a cancelled one gets the same answer as one that never was', async () => {
    const holder = await aHolder();
    const { customer } = holder;
    const session = await signIn(portal, customer);
    const answer = await callApi(portal, 'DELETE', 'account', {
      token: session.token,
      body: { password: customer.password },
    });
    expect(answer.status).toBe(204);
    const cancelled = await signInByPasskey(portal, holder);
    const unknown = await signInByPasskey(portal, { ...holder, userHandle: 'bm9ib2R5' });
    expectProblem(cancelled, 'passkey-refused');
    expect(cancelled.text).toBe(unknown.text);
  });

  it('R10.4 of a contested one does not sign in, and is kept for the holder of a rejected contest', async () => {
    const holder = await aHolder();
    const [kata, bea] = [await anAgent(portal, 'kata'), await anAgent(portal, 'bea')];
    const identificationId = await identify(kata, holder.customer.identity);
    await kata(contract.openContest, { body: { identificationId } });
    expectProblem(await signInByPasskey(portal, holder), 'registration-contested');
    const second = await identify(bea, holder.customer.identity);
    await bea(contract.decideContest, { body: { identificationId: second, outcome: 'rejected' } });
    await eventually('the sign-in', async () =>
      (await signInByPasskey(portal, holder)).status === 200 ? true : undefined,
    );
  });
});
