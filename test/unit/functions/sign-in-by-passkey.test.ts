import { describe, expect, it } from 'vitest';
import { createDeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import type { Found, Proof } from '#shared/sign-in/passkeys/passkey.ts';
import { passkeyIdOf, userHandleOf } from '#shared/sign-in/passkeys/passkey.ts';
import type { ProvedSignIn } from '#shared/sign-in/pool/cognito-proved-sign-in.ts';
import { aVisitorsCall } from '#test/builders/call.ts';
import { aPasskey, clientDataNaming, keptCookie, someChallenges } from '#test/builders/passkeys.ts';
import { someSessionCookies, someTokens } from '#test/builders/session-tokens.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { signInByPasskey } from '../../../functions/sign-in-by-passkey/sign-in-by-passkey.ts';

const now = () => new Date('2027-01-31T12:00:00Z');
const accountId = 'account-1';
const proof: Proof = { proofId: 'proof', accountId };
const tokens = someTokens({ accountId });
const { challenge, cookie } = someChallenges.issue({}, { kind: 'sign-in' }, now());
const credential = {
  ...{ id: aPasskey().credentialId, clientDataJSON: clientDataNaming(challenge) },
  ...{ authenticatorData: 'AAAA', signature: 'AAAA', userHandle: userHandleOf(accountId) },
};
const call = { ...aVisitorsCall, cookies: keptCookie(cookie), body: { credential } };
const devices = createDeviceSeal('a secret');

type Setup = {
  readonly found?: Found | undefined;
  readonly counter?: number | undefined;
  readonly proved?: Proof | undefined;
  readonly answer?: Awaited<ReturnType<ProvedSignIn>>;
};
const usual = {
  found: { account: { username: 'anna', state: 'active' }, passkey: aPasskey() },
  counter: 4,
  proved: proof,
  answer: tokens,
} satisfies Setup;

function setup(given: Setup = {}) {
  const { found, counter, proved, answer } = { ...usual, ...given };
  const steps: unknown[][] = [];
  const endpoint = signInByPasskey({
    passkeys: {
      async find(...args) {
        steps.push(['find', ...args]);
        return found;
      },
      async use(...args) {
        steps.push(['use', ...args]);
        return proved;
      },
    },
    challenges: someChallenges,
    verification: { ofUse: async () => counter },
    async signInProved(...args) {
      steps.push(['pool', ...args]);
      return answer;
    },
    devices,
    sessionCookies: someSessionCookies,
    newBrowsers: {
      async note() {
        steps.push(['notice']);
      },
    },
    now,
  });
  return { endpoint, steps };
}

describe('sign-in-by-passkey', () => {
  it('finds the account by the passkey’s user handle, uses the challenge up, and gives a session like any other', async () => {
    const { endpoint, steps } = setup();
    const { body, cookies = [] } = await answerOf(endpoint, call);
    expect(body).toEqual({ accessToken: tokens.accessToken, expiresAt: tokens.expiresAt.toISOString() });
    expect(steps).toEqual([
      ['find', accountId, passkeyIdOf(credential.id)],
      ['use', accountId, usual.found.passkey, 4, { challenge, at: now() }],
      ['pool', 'anna', proof],
      ['notice'],
    ]);
    expect(cookies.map((each) => each.split('=')[0])).toEqual(['__Host-session', '__Host-device', '__Host-passkey']);
    expect(cookies[2]).toContain('Max-Age=0');
  });

  it('R1.6 tells nothing of a browser that is known, and makes the others known (R3.2b)', async () => {
    const holder = { accountId, username: 'anna' };
    const { endpoint, steps } = setup();
    const { cookies = [] } = await answerOf(endpoint, call);
    const known = keptCookie(cookies[1]);
    expect(devices.open(known['__Host-device'] ?? '', holder, now().getTime())).toBeDefined();
    await answerOf(endpoint, { ...call, cookies: { ...call.cookies, ...known } });
    expect(steps.filter(([step]) => step === 'notice')).toHaveLength(1);
  });

  it('reads nothing for a caller without a challenge', async () => {
    const { endpoint, steps } = setup();
    expect(await problemOf(endpoint, { ...call, cookies: {} })).toEqual({ code: 'passkey-refused', details: {} });
    expect(steps).toEqual([]);
  });

  it.each<[string, Setup]>([
    ['an account or passkey that is not there', { found: undefined }],
    ['an answer that is wrong', { counter: undefined }],
    ['a closed account', { found: { ...usual.found, account: { username: 'anna', state: 'closed' } } }],
  ])('R3.1 refuses %s, writes nothing and asks no pool', async (_what, given) => {
    const { endpoint, steps } = setup(given);
    expect(await problemOf(endpoint, call)).toEqual({ code: 'passkey-refused', details: {} });
    expect(steps.map(([step]) => step)).toEqual(['find']);
  });

  it('R10.4 tells the holder of a right passkey that the account is contested', async () => {
    const found = { ...usual.found, account: { username: 'anna', state: 'frozen' as const } };
    expect((await problemOf(setup({ found }).endpoint, call)).code).toBe('registration-contested');
    // Nobody else learns it.
    expect((await problemOf(setup({ found, counter: undefined }).endpoint, call)).code).toBe('passkey-refused');
  });

  it.each<[string, Setup, string]>([
    ['a challenge that was answered before', { proved: undefined }, 'passkey-refused'],
    ['R11.1a a user who is missing in the pool', { answer: 'refused' }, 'passkey-refused'],
    ['a pool that throttles', { answer: { busy: 'TooManyRequestsException' } }, 'busy'],
  ])('gives no session for %s', async (_what, given, code) => {
    expect((await problemOf(setup(given).endpoint, call)).code).toBe(code);
  });
});
