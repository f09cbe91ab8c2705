import { AdminDeleteUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { callApi, expectProblem, succeed } from '#test/support/portal/api.ts';
import { aBrowser } from '#test/support/portal/browser.ts';
import { advance, passwordChecks } from '#test/support/portal/control.ts';
import { askForRecovery, trySignIn } from '#test/support/portal/credentials.ts';
import { lastMailTo, sessionOf, signIn } from '#test/support/portal/customer.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { addMade, aPasskeyHolder, challengeNew, signInByPasskey } from '#test/support/portal/passkeys.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

const pool = new CognitoIdentityProviderClient({
  endpoint: portal.aws,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'insurer', secretAccessKey: 'insurer' },
});
afterAll(() => pool.destroy());

const passkeysOf = async (at: Portal, token: string) =>
  (await succeed(at, ['GET', 'account'], contract.getAccount.answers[200], { token })).body.passkeys;

describe('a passkey', () => {
  it('is added after the password, listed, used, renamed and removed; adding and removing bring mails', async () => {
    const customer = await aRegisteredPerson(portal);
    const holder = await aPasskeyHolder(portal, customer);
    await advance(portal, 'PT2M');
    const added = await lastMailTo(portal, customer.email, /azonosítókulcsot adtak/);
    expect(added.text).toContain('/account');
    expect(added.text).not.toContain('Telefonom');

    const checks = await passwordChecks(portal);
    const answer = await signInByPasskey(portal, holder);
    expect(answer.status).toBe(200);
    expect(await passwordChecks(portal)).toBe(checks);
    const { token, cookie } = sessionOf(answer);
    const [listed, ...others] = await passkeysOf(portal, token);
    expect(listed).toMatchObject({ passkeyId: holder.passkeyId, name: 'Telefonom' });
    expect(Date.parse(listed?.lastUsedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(listed?.addedAt ?? ''));
    expect(others).toEqual([]);
    // A session like any other: it is renewed, and opens nothing but the portal (R1.5).
    expect((await callApi(portal, 'POST', 'session/refresh', { cookie })).status).toBe(200);
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims.scope).toBeUndefined();

    const path = `account/passkeys/${holder.passkeyId}`;
    expect((await callApi(portal, 'PUT', path, { token, body: { name: '  Régi \n telefon ' } })).status).toBe(204);
    expect((await passkeysOf(portal, token))[0]?.name).toBe('Régi telefon');
    expect((await callApi(portal, 'DELETE', path, { token })).status).toBe(204);
    expectProblem(await callApi(portal, 'DELETE', path, { token }), 'passkey-not-found');
    expectProblem(await callApi(portal, 'PUT', path, { token, body: { name: 'x' } }), 'passkey-not-found');
    expect(await passkeysOf(portal, token)).toEqual([]);
    expectProblem(await signInByPasskey(portal, holder), 'passkey-refused');
    await advance(portal, 'PT2M');
    await lastMailTo(portal, customer.email, /Eltávolítottak egy azonosítókulcsot/);
  });

  it('R3.1 signs in whom strangers have locked out, and is no strike', async () => {
    const holder = await aPasskeyHolder(portal, await aRegisteredPerson(portal));
    const { username } = holder.customer;
    for (let n = 0; n < 3; n++) await trySignIn(portal, username, 'not the password');
    expectProblem(await trySignIn(portal, username, holder.customer.password), 'locked');
    expect((await signInByPasskey(portal, holder)).status).toBe(200);
    expectProblem(await trySignIn(portal, username, holder.customer.password), 'locked');
  });

  it('R3.2b makes the browser known: there the password is tested though the open lane is locked', async () => {
    const holder = await aPasskeyHolder(portal, await aRegisteredPerson(portal));
    const { username, password } = holder.customer;
    expect((await signInByPasskey(portal, holder)).status).toBe(200);
    for (let n = 0; n < 3; n++) await trySignIn(portal, username, 'not the password');
    expect((await holder.browser.signIn(username, password)).status).toBe(200);
  });

  it('R11.1a does not sign in whose user the pool has lost, until a recovery has made it again', async () => {
    const holder = await aPasskeyHolder(portal, await aRegisteredPerson(portal));
    const { username, email, mobile } = holder.customer;
    const user = { UserPoolId: portal.outputs.UserPoolId, Username: username };
    await pool.send(new AdminDeleteUserCommand(user));
    expectProblem(await signInByPasskey(portal, holder), 'passkey-refused');
    expect((await askForRecovery(portal, email, mobile)).status).toBe(202);
    // The mail comes last: whoever signs in before is signed out with everybody else (R4.3).
    await lastMailTo(portal, email, /#recovery=/);
    const answer = await signInByPasskey(portal, holder);
    expect(answer.status).toBe(200);
    expect(await passkeysOf(portal, sessionOf(answer).token)).toHaveLength(1);
  });

  it('R3.2a is not added without the password, whose tests count as elsewhere', async () => {
    const customer = await aRegisteredPerson(portal);
    const { token } = await signIn(portal, customer);
    const browser = aBrowser(portal);
    const wrong = await challengeNew(browser, token, 'not the password');
    expect(expectProblem(wrong.answer, 'wrong-password')).toMatchObject({ attemptsLeft: 2 });
    const made = { challenge: 'A'.repeat(43), relyingPartyId: 'localhost' };
    expectProblem(await addMade(portal, browser, token, made), 'passkey-refused');
    expect(await passkeysOf(portal, token)).toEqual([]);
  });
});
