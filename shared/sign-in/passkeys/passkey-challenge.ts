import { hash, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { hostCookie } from '#shared/platform/http/cookies.ts';
import { deriveSeal } from '#shared/platform/secrets/seal.ts';

/** What a challenge is for: adding a passkey in one session of one account, or signing in. */
export type ChallengePurpose =
  | { readonly kind: 'add'; readonly accountId: string; readonly sessionId: string }
  | { readonly kind: 'sign-in' };

/** A challenge and the cookie that binds it to its browser. */
export type IssuedChallenge = { readonly challenge: string; readonly cookie: string };

/**
 * Challenges for passkeys. Nothing is stored when one is issued, so that whoever opens the sign-in page, and whoever forges, writes
 * nothing: the browser keeps it in a sealed cookie, and whoever answers it uses it up (Passkeys.use, .add).
 */
export type PasskeyChallenges = {
  /** A new challenge for this purpose. The browser keeps its last few, one for each tab. */
  readonly issue: (cookies: Cookies, purpose: ChallengePurpose, now: Date) => IssuedChallenge;
  /** The challenge that an authenticator's client data names, if the browser has it for this purpose and it is not over. */
  readonly read: (cookies: Cookies, purpose: ChallengePurpose, clientDataJSON: string, now: Date) => string | undefined;
  /** A Set-Cookie value that takes them all away. */
  readonly cleared: (purpose: Pick<ChallengePurpose, 'kind'>) => string;
};
type Cookies = Readonly<Record<string, string>>;

/** How long a challenge may be answered, in ms. */
export const challengeLife = 5 * 60_000;

/** Challenges that one browser keeps. */
const mostChallenges = 4;

const cookieOf = { add: hostCookie('new-passkey'), 'sign-in': hostCookie('passkey') } as const;
const form = /^([\w-]{43})\.([0-9a-z]{1,11})\.([\w-]{43})$/;

const clientData = v.pipe(v.string(), v.parseJson(), v.object({ challenge: v.string() }));

/** `secret`: the app client's, which exactly the functions can read that test passwords or begin sessions. */
export function createPasskeyChallenges(secret: string): PasskeyChallenges {
  const seal = deriveSeal(secret, 'passkey-challenge');
  const partsOf = (purpose: ChallengePurpose, challenge: string, issuedAt: number) =>
    purpose.kind === 'add'
      ? ['add', purpose.accountId, purpose.sessionId, challenge, issuedAt]
      : ['sign-in', challenge, issuedAt];

  /** The challenges that are not over, each with its cookie's entry; the newest first. */
  const held = (cookies: Cookies, purpose: ChallengePurpose, now: Date) =>
    (cookies[cookieOf[purpose.kind].name] ?? '').split('~', mostChallenges).flatMap((entry) => {
      const [, given = '', time = '', challenge = ''] = form.exec(entry) ?? [];
      const issuedAt = Number.parseInt(time, 36);
      const isOver = !(now.getTime() < issuedAt + challengeLife);
      return isOver || !seal.fits(given, partsOf(purpose, challenge, issuedAt)) ? [] : [{ entry, challenge }];
    });

  return {
    issue(cookies, purpose, now) {
      const [challenge, issuedAt] = [randomBytes(32).toString('base64url'), now.getTime()];
      const own = [seal.of(partsOf(purpose, challenge, issuedAt)), issuedAt.toString(36), challenge].join('.');
      const others = held(cookies, purpose, now).map(({ entry }) => entry);
      const value = [own, ...others].slice(0, mostChallenges).join('~');
      return { challenge, cookie: cookieOf[purpose.kind].set(value, challengeLife / 1000) };
    },
    read(cookies, purpose, clientDataJSON, now) {
      const answered = v.safeParse(clientData, Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
      if (!answered.success) return undefined;
      return held(cookies, purpose, now).find(({ challenge }) => challenge === answered.output.challenge)?.challenge;
    },
    cleared: ({ kind }) => cookieOf[kind].cleared,
  };
}

/** The name under which a used challenge is kept. */
export const usedChallenge = (challenge: string): string => hash('sha256', challenge, 'base64url');
