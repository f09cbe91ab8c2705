import { describe, expect, it } from 'vitest';
import {
  type ChallengePurpose,
  challengeLife,
  createPasskeyChallenges,
} from '#shared/sign-in/passkeys/passkey-challenge.ts';
import { relyingPartyOf } from '#shared/sign-in/passkeys/relying-party.ts';

const noon = Date.parse('2027-01-31T12:00:00Z');
const at = (ms: number) => new Date(noon + ms);
const signIn: ChallengePurpose = { kind: 'sign-in' };
const adding: ChallengePurpose = { kind: 'add', accountId: 'account-1', sessionId: 'session-1' };
const challenges = createPasskeyChallenges('only for tests');

/** The browser's cookies after a Set-Cookie. */
const keep = (cookie: string) => {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
  return { [name]: value };
};

/** What an authenticator's client data says of a challenge. */
const naming = (challenge: string) => Buffer.from(JSON.stringify({ challenge })).toString('base64url');

describe('a challenge for passkeys', () => {
  it.each([signIn, adding])('is read in the browser that it was issued to, for five minutes ($kind)', (purpose) => {
    const { challenge, cookie } = challenges.issue({}, purpose, at(0));
    expect(cookie).toMatch(/^__Host-.*; Max-Age=300; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(Buffer.from(challenge, 'base64url')).toHaveLength(32);
    const read = (cookies: Readonly<Record<string, string>>, ms: number, named = challenge) =>
      challenges.read(cookies, purpose, naming(named), at(ms));
    expect(read(keep(cookie), challengeLife - 1)).toBe(challenge);
    expect(read(keep(cookie), challengeLife)).toBeUndefined();
    expect(read(keep(cookie), 0, 'A'.repeat(43))).toBeUndefined();
    expect(read({}, 0)).toBeUndefined();
  });

  it('is for its purpose alone: not another session’s or account’s, nor under another secret', () => {
    const { challenge, cookie } = challenges.issue({}, adding, at(0));
    const [cookies, named] = [keep(cookie), naming(challenge)];
    expect(challenges.read(cookies, { ...adding, sessionId: 'session-2' }, named, at(0))).toBeUndefined();
    expect(challenges.read(cookies, { ...adding, accountId: 'account-2' }, named, at(0))).toBeUndefined();
    const moved = { '__Host-passkey': cookies['__Host-new-passkey'] ?? '' };
    expect(challenges.read(moved, signIn, named, at(0))).toBeUndefined();
    expect(createPasskeyChallenges('another').read(cookies, adding, named, at(0))).toBeUndefined();
  });

  it('is another each time, and each tab’s stays good: of the last four', () => {
    let cookies: Readonly<Record<string, string>> = {};
    const issued = Array.from({ length: 5 }, (_, n) => {
      const { challenge, cookie } = challenges.issue(cookies, signIn, at(n));
      cookies = keep(cookie);
      return challenge;
    });
    expect(new Set(issued).size).toBe(5);
    const [first, ...others] = issued;
    expect(challenges.read(cookies, signIn, naming(first ?? ''), at(5))).toBeUndefined();
    for (const challenge of others) expect(challenges.read(cookies, signIn, naming(challenge), at(5))).toBe(challenge);
  });

  it('leaves those behind that are over', () => {
    const old = keep(challenges.issue({}, signIn, at(0)).cookie);
    const next = keep(challenges.issue(old, signIn, at(challengeLife)).cookie);
    expect(next['__Host-passkey']).not.toContain('~');
  });

  it.each(['', 'x', '..', `${'A'.repeat(43)}.k.${'A'.repeat(43)}`])('is none for the cookie “%s”', (value) => {
    const cookies = { '__Host-passkey': value };
    for (const data of [naming('A'.repeat(43)), 'AAAA', ''])
      expect(challenges.read(cookies, signIn, data, at(0))).toBeUndefined();
  });
});

describe('the relying party', () => {
  it.each([
    ['https://portal.example', { id: 'portal.example', origin: 'https://portal.example' }],
    ['http://127.0.0.1:3000', { id: 'localhost', origin: 'http://localhost:3000' }],
  ])('of %s', (origin, expected) => {
    expect(relyingPartyOf(origin)).toEqual(expected);
  });
});
