import { contract } from '#shared/contract/contract.ts';
import { type ChallengeSeal, type ChallengeStanding, isChallengeValid } from '#shared/credentials/challenge-token.ts';
import { endpoint } from '#shared/http/endpoint.ts';
import { DomainError } from '#shared/runtime/domain-error.ts';
import { describeError, log } from '#shared/runtime/log.ts';
import type { FirstPassword } from '#shared/sessions/first-password.ts';
import { findWeakness } from '#shared/sign-in/password-policy.ts';
import { sessionAnswer } from '#shared/sign-in/session-answer.ts';
import type { UserPool } from '#shared/sign-in/user-pool.ts';

type Needs = {
  readonly pool: Pick<UserPool, 'choosePassword'>;
  readonly firstPassword: FirstPassword;
  readonly challenges: Pick<ChallengeSeal, 'open'>;
  /** What the claim of a username says of its challenges. */
  readonly standing: (username: string) => Promise<ChallengeStanding | undefined>;
  /** How long a refresh token lives, in seconds. */
  readonly refreshTokenSeconds: number;
  readonly now: () => Date;
};

/** Answers the new-password challenge and signs in. No password is tested: the challenge was given for one (R3.2a). */
export const choosePassword = ({ pool, firstPassword, challenges, standing, refreshTokenSeconds, now }: Needs) =>
  endpoint(contract.choosePassword, async ({ body: { username, challengeToken, newPassword } }) => {
    const weakness = findWeakness(newPassword, username);
    if (weakness) throw new DomainError('weak-password', { reason: weakness });
    const challenge = challenges.open(username, challengeToken);
    if (!challenge || !isChallengeValid(challenge, await standing(username)))
      throw new DomainError('challenge-expired');
    const chosen = await pool.choosePassword(username, challenge.session, newPassword);
    switch (chosen) {
      case 'weak-password':
        throw new DomainError('weak-password', { reason: 'refused' });
      case 'challenge-expired':
        throw new DomainError('challenge-expired');
      case 'busy':
        throw new DomainError('busy', {}, { retryAfterSeconds: 5 });
    }
    await endRegistration(firstPassword, chosen.accountId);
    return sessionAnswer(chosen, refreshTokenSeconds, now());
  });

/** The password is chosen already: a failure here must not keep the customer out. The next choice ends what is left. */
async function endRegistration(firstPassword: FirstPassword, accountId: string): Promise<void> {
  try {
    await firstPassword.endRegistration(accountId);
  } catch (error) {
    log.error('registration not ended', { operation: 'choose-password', ...describeError(error) });
  }
}
