import { describeError, log } from '#shared/platform/runtime/log.ts';
import type { UserPool } from './user-pool.ts';

/**
 * Ends a session that only a test of the password began. Its tokens go nowhere, so the password counts as right even if one of them
 * cannot be revoked.
 */
export async function dropSession(pool: Pick<UserPool, 'revoke'>, refreshToken: string): Promise<void> {
  try {
    if ((await pool.revoke(refreshToken)) === 'busy') log.info('session-not-revoked', { reason: 'pool-busy' });
  } catch (error) {
    log.error('session-not-revoked', describeError(error));
  }
}
