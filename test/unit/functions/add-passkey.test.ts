import { describe, expect, it } from 'vitest';
import { passkeyIdOf } from '#shared/sign-in/passkeys/passkey.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall, aSession } from '#test/builders/call.ts';
import { aPasskey, clientDataNaming, keptCookie, someChallenges } from '#test/builders/passkeys.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { addPasskey } from '../../../functions/add-passkey/add-passkey.ts';

const now = () => new Date('2027-01-31T12:00:00Z');
const purpose = { kind: 'add', accountId: 'account-1', sessionId: aSession().sessionId } as const;
const { challenge, cookie } = someChallenges.issue({}, purpose, now());
const credential = { id: 'bmV3', clientDataJSON: clientDataNaming(challenge), attestationObject: 'AAAA' };
const call = {
  ...aCustomersCall,
  cookies: keptCookie(cookie),
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  body: { name: 'Telefonom', credential },
};

type Setup = {
  readonly account?: Account | undefined;
  readonly count?: number;
  readonly isRight?: boolean;
  readonly added?: 'added' | 'refused';
};

function setup({ count = 0, isRight = true, added = 'added', ...given }: Setup = {}) {
  const writes: unknown[][] = [];
  const endpoint = addPasskey({
    accounts: accountsWith('account' in given ? given.account : anAccount()),
    passkeys: {
      list: async () => Array.from({ length: count }, () => aPasskey()),
      async add(...args) {
        writes.push(args);
        return added;
      },
    },
    challenges: someChallenges,
    verification: {
      ofNew: async ({ id }) => (isRight ? { credentialId: id, publicKey: 'key', counter: 0 } : undefined),
    },
    now,
  });
  return { endpoint, writes };
}

describe('add-passkey', () => {
  it('adds what an authenticator made for the challenge, with who, where and when, and takes the challenge away', async () => {
    const { endpoint, writes } = setup();
    const answer = await answerOf(endpoint, call);
    expect(answer).toMatchObject({ status: 201, body: { passkeyId: passkeyIdOf('bmV3') } });
    expect(answer.cookies).toEqual([expect.stringContaining('__Host-new-passkey=; Max-Age=0')]);
    expect(writes).toEqual([
      [
        { caller: aSession(), customerId: 'C-1', kind: { browser: 'Firefox', system: 'Linux' } },
        { credentialId: 'bmV3', publicKey: 'key', counter: 0, name: 'Telefonom', addedAt: now().toISOString() },
        { challenge, at: now() },
      ],
    ]);
  });

  it.each([
    ['what is wrong with the credential', setup({ isRight: false }), call],
    ['no challenge', setup(), { ...call, cookies: {} }],
    ['the challenge of another session', setup(), { ...call, session: aSession({ sessionId: 'session-2' }) }],
  ])('refuses %s, and writes nothing', async (_what, { endpoint, writes }, sent) => {
    expect(await problemOf(endpoint, sent)).toEqual({ code: 'passkey-refused', details: {} });
    expect(writes).toEqual([]);
  });

  it('refuses what was answered before, and an eleventh', async () => {
    expect((await problemOf(setup({ added: 'refused' }).endpoint, call)).code).toBe('passkey-refused');
    const { endpoint, writes } = setup({ count: 10 });
    expect((await problemOf(endpoint, call)).code).toBe('too-many-passkeys');
    expect(writes).toEqual([]);
  });

  it.each(endedSessions)('adds nothing where $why', async ({ account }) => {
    const { endpoint, writes } = setup({ account });
    expect((await problemOf(endpoint, call)).code).toBe('session-ended');
    expect(writes).toEqual([]);
  });
});
