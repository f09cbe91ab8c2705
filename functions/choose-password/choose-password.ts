import { contract } from '#shared/contract/contract.ts';
import { type ChallengeSeal, type ChallengeStanding, isChallengeValid } from '#shared/credentials/challenge-token.ts';
import { passwordChangedMail } from '#shared/credentials/password-changed-mail.ts';
import { endpoint } from '#shared/http/endpoint.ts';
import type { Mailer } from '#shared/mail/mail.ts';
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
  readonly mailer: Mailer;
  readonly origin: string;
  readonly now: () => Date;
};

/** Answers the new-password challenge and signs in. No password is tested: the challenge was given for one (R3.2a). */
export const choosePassword = (needs: Needs) =>
  endpoint(contract.choosePassword, async ({ body: { username, challengeToken, newPassword } }) => {
    const { pool, challenges, standing, refreshTokenSeconds, now } = needs;
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
    await followUp(needs, chosen.accountId);
    return sessionAnswer(chosen, refreshTokenSeconds, now());
  });

/**
 * Ends the registration, or tells of a password that replaced another one. The password is chosen already: a failure here
 * must not keep the customer out. The next choice ends what is left.
 */
async function followUp({ firstPassword, mailer, origin }: Needs, accountId: string): Promise<void> {
  try {
    const customer = await firstPassword.endRegistration(accountId);
    if (!customer) return;
    const { email, language } = customer;
    await mailer.send(email, language, passwordChangedMail(language, origin), { purpose: 'password-changed' });
  } catch (error) {
    log.error('follow-up-failed', { operation: 'choose-password', ...describeError(error) });
  }
}
