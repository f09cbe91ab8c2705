import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A new-password challenge of the pool, with the time (ms since 1970 UTC) at which its sign-in began: the password was tested
 * after it.
 */
export type Challenge = { readonly session: string; readonly askedAt: number };

/**
 * Customers get a challenge as a token: the pool's own session text, the time, and a seal over both and the username. A later
 * recovery makes it void (`isChallengeValid`), because the pool may let an old challenge replace a recovered password.
 */
export type ChallengeSeal = {
  readonly seal: (username: string, challenge: Challenge) => string;
  /** Undefined if the portal did not seal the token for this username. */
  readonly open: (username: string, token: string) => Challenge | undefined;
};

/** `secret`: the app client's, which only the functions that issue or accept challenges can read. */
export function createChallengeSeal(secret: string): ChallengeSeal {
  const sealOf = (username: string, { session, askedAt }: Challenge) =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['new-password-challenge', username, askedAt, session]))
      .digest();
  return {
    seal: (username, challenge) =>
      `${sealOf(username, challenge).toString('base64url')}.${challenge.askedAt.toString(36)}.${challenge.session}`,
    open(username, token) {
      const [, seal = '', time = '', session = ''] = /^([\w-]{43})\.([0-9a-z]{1,11})\.(.+)$/s.exec(token) ?? [];
      const challenge = { session, askedAt: Number.parseInt(time, 36) };
      const given = Buffer.from(seal, 'base64url');
      const expected = sealOf(username, challenge);
      return given.length === expected.length && timingSafeEqual(given, expected) ? challenge : undefined;
    },
  };
}

/** What a username's claim says about its challenges; undefined if no account holds the username. */
export type ChallengeStanding = { readonly accountId: string; readonly challengesValidFrom?: number | undefined };

/** Whether a challenge may still set a password; false after a recovery (R4.3) and if the account was cancelled. */
export const isChallengeValid = ({ askedAt }: Challenge, standing: ChallengeStanding | undefined): boolean =>
  standing !== undefined && askedAt >= (standing.challengesValidFrom ?? 0) * 1000;
