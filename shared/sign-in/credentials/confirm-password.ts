import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import type { PasswordCheck } from '#shared/sign-in/guard/password-check.ts';
import type { UserPool } from '#shared/sign-in/pool/user-pool.ts';
import type { Holder } from './end-sessions.ts';

export type ConfirmPasswordNeeds = {
  readonly checkPassword: PasswordCheck;
  readonly pool: Pick<UserPool, 'revoke'>;
};

/**
 * Tests the password of a signed-in customer again, through the same guard as sign-in (R3.2a), and ends the session that this
 * test creates.
 *
 * @throws DomainError `wrong-password` (not 401, which would make the page refresh its session), `locked`, `busy`, and
 * `session-ended` if the password is a temporary one by now: then this session has ended, too
 */
export async function confirmPassword(
  { checkPassword, pool }: ConfirmPasswordNeeds,
  { accountId, username }: Holder,
  password: string,
): Promise<void> {
  const outcome = await checkPassword(username, password);
  switch (outcome.kind) {
    case 'signed-in':
      await dropSession(pool, outcome.tokens.refreshToken);
      // By now the username belongs to another account.
      if (outcome.tokens.accountId !== accountId) throw new DomainError('session-ended');
      return;
    case 'new-password-required':
      throw new DomainError('session-ended');
    case 'wrong':
      throw new DomainError('wrong-password', { attemptsLeft: outcome.attemptsLeft });
    case 'locked':
      throw new DomainError('locked', { lockedUntil: outcome.lockedUntil.toISOString() });
    case 'busy':
      throw new DomainError('busy', {}, { retryAfterSeconds: outcome.retryAfterSeconds });
  }
}

/** These tokens go nowhere, so the password counts as right even if one of them cannot be revoked. */
async function dropSession(pool: ConfirmPasswordNeeds['pool'], refreshToken: string): Promise<void> {
  try {
    if ((await pool.revoke(refreshToken)) === 'busy') log.info('session-not-revoked', { reason: 'pool-busy' });
  } catch (error) {
    log.error('session-not-revoked', describeError(error));
  }
}
