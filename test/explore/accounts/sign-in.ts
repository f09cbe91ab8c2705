import { createChallengeSeal } from '#shared/sign-in/credentials/challenge-token.ts';
import type { Holder } from '#shared/sign-in/credentials/credentials.ts';
import type { PasswordCheck, PasswordOutcome } from '#shared/sign-in/guard/password-check.ts';
import { createDeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import type { SessionTokens, UserPool } from '#shared/sign-in/pool/user-pool.ts';
import { createSessionCookies } from '#shared/sign-in/sessions/session-cookie.ts';
import type { Needs } from '../harness/model.ts';
import type { PoolUsers } from './pool-users.ts';

/** Tokens that somebody was given. */
export type GivenSession = {
  readonly accountId: string;
  readonly username: string;
  /** Seconds since 1970 UTC, by the pool's clock. */
  readonly issuedAt: number;
  readonly sessionId: string;
  readonly provedBy: string;
};

/** A browser's cookie, and the password with which it signed in. */
export type GivenCookie = Holder & { readonly cookie: string; readonly provedBy: string };

type Compared =
  | Extract<PasswordOutcome, { kind: 'wrong' | 'new-password-required' }>
  | { readonly kind: 'right'; readonly holder: Holder };
type Challenge = { readonly sub: string; readonly password: string; readonly until: number };

/** A new-password challenge lives for three minutes. */
const challengeLife = 180_000;

export const challengeSeal = createChallengeSeal('the secret of the app client');
export const sessionCookies = createSessionCookies('the secret of the app client', 86_400);
export const deviceSeal = createDeviceSeal('the secret of the app client');

/**
 * What the pool does with passwords of customers. The guard is left out: its own model judges it. An old challenge sets a
 * password over a newer temporary one, as Cognito's may; only the portal's check prevents that.
 */
export function createSignIn({ stage, random, skew }: Needs, users: PoolUsers) {
  const poolSkew = skew === 0 ? 0 : random.below(2 * skew + 1) - skew;
  /** By the access token: whether anybody was given it or not. */
  const made = new Map<string, GivenSession>();
  const sessions: GivenSession[] = [];
  const browsers: GivenCookie[] = [];
  const challenges = new Map<string, Challenge>();

  /** The pool writes its own time into tokens, which may be some time after it compared the password. */
  function tokensFor({ accountId, username }: Holder, provedBy: string): SessionTokens {
    const accessToken = `token-${made.size}`;
    const issuedAt = Math.floor((stage.now() + poolSkew) / 1000);
    const session = { accountId, username, issuedAt, sessionId: accessToken, provedBy };
    made.set(accessToken, session);
    return {
      ...{ accessToken, refreshToken: accessToken, accountId, sessionId: accessToken, authenticatedAt: issuedAt },
      expiresAt: new Date(stage.now() + 3_600_000),
    };
  }

  const compare = (username: string, password: string): Compared => {
    const user = users.find(username);
    if (user?.accountId === undefined || user.password !== password) return { kind: 'wrong', attemptsLeft: 2 };
    if (user.kind === 'permanent') return { kind: 'right', holder: { accountId: user.accountId, username } };
    const challengeToken = `challenge-${challenges.size}`;
    challenges.set(challengeToken, { sub: user.sub, password, until: stage.now() + challengeLife });
    return { kind: 'new-password-required', challengeToken };
  };

  const checkPassword: PasswordCheck = async (username, password) => {
    const compared = await stage.call('InitiateAuth', async () => compare(username, password));
    if (compared.kind !== 'right') return compared;
    const tokens = await stage.call('InitiateAuth answers', async () => tokensFor(compared.holder, password));
    return { kind: 'signed-in', tokens };
  };

  const choosePassword: UserPool['choosePassword'] = (username, challengeToken, newPassword) =>
    stage.call('RespondToAuthChallenge', async () => {
      const challenge = challenges.get(challengeToken);
      const user = users.find(username);
      const isOpen = challenge !== undefined && challenge.until > stage.now() && user?.sub === challenge.sub;
      if (!isOpen || user.kind !== 'temporary' || user.accountId === undefined) return 'challenge-expired';
      challenges.delete(challengeToken);
      users.set(user, newPassword, 'permanent', challenge.password);
      return tokensFor({ accountId: user.accountId, username }, newPassword);
    });

  return {
    checkPassword,
    tokensFor,
    pool: { choosePassword, revoke: async () => 'ended' as const },
    sessions: sessions as readonly GivenSession[],
    browsers: browsers as readonly GivenCookie[],
    /** Somebody got this token as an answer, and these cookies. */
    give(accessToken: string, cookies: readonly string[] = []) {
      const session = made.get(accessToken);
      if (!session) return;
      sessions.push(session);
      this.know(session, session.provedBy, cookies);
    },
    /** A browser keeps the cookie by which it is known. */
    know({ accountId, username }: Holder, provedBy: string, cookies: readonly string[]) {
      for (const set of cookies) {
        const [, cookie] = /^__Host-device=([^;]+)/.exec(set) ?? [];
        if (cookie !== undefined) browsers.push({ accountId, username, cookie, provedBy });
      }
    },
  };
}
export type SignIn = ReturnType<typeof createSignIn>;
