import { createSeal } from '#shared/platform/secrets/seal.ts';

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
  const seal = createSeal(secret);
  const partsOf = (username: string, { session, askedAt }: Challenge) => [
    'new-password-challenge',
    username,
    askedAt,
    session,
  ];
  return {
    seal: (username, challenge) =>
      `${seal.of(partsOf(username, challenge))}.${challenge.askedAt.toString(36)}.${challenge.session}`,
    open(username, token) {
      const [, given = '', time = '', session = ''] = /^([\w-]{43})\.([0-9a-z]{1,11})\.(.+)$/s.exec(token) ?? [];
      const challenge = { session, askedAt: Number.parseInt(time, 36) };
      return seal.fits(given, partsOf(username, challenge)) ? challenge : undefined;
    },
  };
}

/** What a username's claim says about its challenges; undefined if no account holds the username. */
export type ChallengeStanding = { readonly accountId: string; readonly challengesValidFrom?: number | undefined };

/** Whether a challenge may still set a password; false after a recovery (R4.3) and if the account was cancelled. */
export const isChallengeValid = ({ askedAt }: Challenge, standing: ChallengeStanding | undefined): boolean =>
  standing !== undefined && askedAt >= (standing.challengesValidFrom ?? 0) * 1000;
