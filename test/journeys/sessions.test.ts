import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  GetTokensFromRefreshTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCustomer, type Customer } from '#test/builders/customer.ts';
import { type Answer, callApi, expectProblem } from '#test/support/portal/api.ts';
import { advance, resetClock } from '#test/support/portal/control.ts';
import { type Session, sessionOf, signIn, signUp } from '#test/support/portal/customer.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';

let portal: Portal;
let customer: Customer;
let first: Answer;
beforeAll(async () => {
  portal = await openPortal();
  customer = aCustomer();
  await registerAtInsurer(portal, customer);
  await signUp(portal, customer);
  const { username, password } = customer;
  first = await callApi(portal, 'POST', 'session', { body: { username, password } });
});
afterAll(async () => {
  if (!portal) return;
  await resetClock(portal);
  await portal.close();
});

const refresh = (cookie?: string) => callApi(portal, 'POST', 'session/refresh', { cookie });
const statusWith = async (token: string) => (await callApi(portal, 'GET', 'documents', { token })).status;

describe('R1.4 the session', () => {
  it('the refresh token comes in one cookie, named __Host-, that no script and no other site sees', () => {
    expect(first.status).toBe(200);
    // The other one knows the browser, and signs nobody in (R3.2b).
    expect(first.cookies.map((cookie) => cookie.split('=')[0])).toEqual(['__Host-session', '__Host-device']);
    const [pair = '', ...attributes] = (first.cookies[0] ?? '').split('; ');
    expect(pair).toMatch(/^__Host-session=.{20,}$/);
    const maxAge = Number(/^Max-Age=(\d+)$/.exec(attributes.find((one) => one.startsWith('Max-Age=')) ?? '')?.[1]);
    expect(maxAge).toBeGreaterThan(60);
    expect(maxAge).toBeLessThanOrEqual(12 * 3600);
    expect(attributes.filter((one) => !one.startsWith('Max-Age=')).sort()).toEqual([
      'HttpOnly',
      'Path=/',
      'SameSite=Strict',
      'Secure',
    ]);
    expect(first.text).not.toContain(pair.slice('__Host-session='.length));
    expect(first.headers.get('cache-control')).toBe('no-store');
  });

  it('the cookie is rotated on use; the old one still serves for ten seconds, for two tabs, and then no more', async () => {
    const old = await signIn(portal, customer);
    const next = sessionOf(await refresh(old.cookie));
    expect(next.cookie).not.toBe(old.cookie);
    expect(await statusWith(next.token)).toBe(200);
    expect((await refresh(old.cookie)).status).toBe(200);
    await advance(portal, 'PT11S');
    const refused = await refresh(old.cookie);
    expectProblem(refused, 'session-ended');
    expect(refused.cookies[0]).toMatch(/^__Host-session=; Max-Age=0;/);
    // From the next second on the customer can sign in again.
    await advance(portal, 'PT2S');
  });

  it('a chain of refreshes goes on, each time with another cookie', async () => {
    let session: Session = await signIn(portal, customer);
    const seen = new Set([session.cookie]);
    for (let time = 0; time < 3; time++) {
      await advance(portal, 'PT9M');
      session = sessionOf(await refresh(session.cookie));
      seen.add(session.cookie);
      expect(await statusWith(session.token)).toBe(200);
    }
    expect(seen.size).toBe(4);
  });

  it('however often it is refreshed, a session ends twelve hours after its sign-in', async () => {
    let session: Session = await signIn(portal, customer);
    await advance(portal, 'PT11H');
    session = sessionOf(await refresh(session.cookie));
    await advance(portal, 'PT1H1M');
    expectProblem(await refresh(session.cookie), 'session-ended');
  });

  it('an access token ends after ten minutes', async () => {
    const { token } = await signIn(portal, customer);
    expect(await statusWith(token)).toBe(200);
    await advance(portal, 'PT9M50S');
    expect(await statusWith(token)).toBe(200);
    await advance(portal, 'PT11S');
    expect(await statusWith(token)).toBe(401);
  });

  it('signing out ends the session and removes the cookie; a second time, or without a cookie, it succeeds too', async () => {
    const { cookie } = await signIn(portal, customer);
    for (const sent of [cookie, cookie, undefined, '__Host-session=nonsense']) {
      const answer = await callApi(portal, 'DELETE', 'session', { cookie: sent });
      expect([answer.status, answer.text]).toEqual([204, '']);
      expect(answer.cookies[0]).toMatch(/^__Host-session=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    }
    expectProblem(await refresh(cookie), 'session-ended');
  });

  it('no cookie, or one that was made up, refreshes nothing', async () => {
    for (const cookie of [undefined, '__Host-session=', '__Host-session=abc.def', 'other=1'])
      expectProblem(await refresh(cookie), 'session-ended');
  });

  it('a cookie that comes twice is refused, whichever is first, by every call; the session goes on', async () => {
    const { cookie, token } = await signIn(portal, customer);
    const planted = '__Host-session=planted';
    for (const both of [`${cookie}; ${planted}`, `${planted}; ${cookie}`, `${cookie}; ${cookie}`]) {
      expectProblem(await refresh(both), 'invalid-request');
      expectProblem(await callApi(portal, 'DELETE', 'session', { cookie: both }), 'invalid-request');
      expectProblem(await callApi(portal, 'GET', 'account', { cookie: both, token }), 'invalid-request');
    }
    expect((await refresh(`refresh=planted; ${cookie}; refresh=planted`)).status).toBe(200);
  });

  it('the name that the cookie had before __Host- opens nothing', async () => {
    const { cookie } = await signIn(portal, customer);
    expectProblem(await refresh(cookie.replace('__Host-session=', 'refresh=')), 'session-ended');
  });

  it('R1.3 the username is trimmed and lower-cased', async () => {
    const body = { username: `  ${customer.username.toUpperCase()} `, password: customer.password };
    expect((await callApi(portal, 'POST', 'session', { body })).status).toBe(200);
  });
});

describe('tokens that are not the access token of this pool get a 401', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  let token: string;
  beforeAll(async () => {
    ({ token } = await signIn(portal, customer));
  });
  const forged = async (change: (claims: Record<string, unknown>) => Record<string, unknown> = (claims) => claims) => {
    const { privateKey } = await generateKeyPair('RS256');
    return new SignJWT(change(decodeJwt(token)))
      .setProtectedHeader({ alg: 'RS256', kid: decodeProtectedHeader(token).kid ?? '' })
      .sign(privateKey);
  };
  const [header, payload, signature] = [0, 1, 2];
  const parts = () => token.split('.');

  it.each<readonly [string, () => string | Promise<string>]>([
    ['signed with a key of somebody else', () => forged()],
    ['with the algorithm none', () => `${part({ alg: 'none', typ: 'JWT' })}.${parts()[payload]}.`],
    ['with no signature', () => `${parts()[header]}.${parts()[payload]}.`],
    [
      'with another subject under the old signature',
      () => `${parts()[header]}.${part({ ...decodeJwt(token), sub: 'someone-else' })}.${parts()[signature]}`,
    ],
    [
      'signed by the public key as if it were a shared secret',
      () =>
        new SignJWT(decodeJwt(token))
          .setProtectedHeader({ alg: 'HS256', kid: decodeProtectedHeader(token).kid ?? '' })
          .sign(new TextEncoder().encode('a public key is known to everybody')),
    ],
    [
      'of another pool',
      () =>
        forged((claims) => ({
          ...claims,
          iss: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AAAAAAAAA',
        })),
    ],
    ['cut off', () => token.slice(0, -10)],
    ['that is no token', () => 'abc'],
    ['that is empty', () => ''],
  ])('a token %s', async (_, make) => {
    expect(await statusWith(token)).toBe(200);
    const made = await make();
    expect(await statusWith(made)).toBe(401);
    const answer = await callApi(portal, 'GET', 'documents/01HZZZZZZZZZZZZZZZZZZZZZZZ/link', { token: made });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('Bearer')]);
  });

  it('the id token of the same session is no access token', async () => {
    const { UserPoolId, UserPoolClientId: ClientId } = portal.outputs;
    const cognito = new CognitoIdentityProviderClient({
      endpoint: portal.aws,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'owner', secretAccessKey: 'owner' },
    });
    const { UserPoolClient: client } = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
    const { cookie } = await signIn(portal, customer);
    const { AuthenticationResult: result } = await cognito.send(
      new GetTokensFromRefreshTokenCommand({
        ClientId,
        ClientSecret: client?.ClientSecret,
        // Behind the seal and what it seals.
        RefreshToken: cookie.split('.').slice(2).join('.'),
      }),
    );
    cognito.destroy();
    expect(decodeJwt(result?.IdToken ?? '').token_use).toBe('id');
    expect(await statusWith(result?.IdToken ?? '')).toBe(401);
    expect(await statusWith(result?.AccessToken ?? '')).toBe(200);
  });
});
