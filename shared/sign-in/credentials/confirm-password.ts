import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { PasswordCheck } from '#shared/sign-in/guard/password-check.ts';
import { readDeviceCookie } from '#shared/sign-in/lanes/device-cookie.ts';
import type { DeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import { laneOf } from '#shared/sign-in/lanes/lanes.ts';
import { dropSession } from '#shared/sign-in/pool/drop-session.ts';
import type { UserPool } from '#shared/sign-in/pool/user-pool.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';

export type ConfirmPasswordNeeds = {
  readonly checkPassword: PasswordCheck;
  readonly pool: Pick<UserPool, 'revoke'>;
  readonly devices: Pick<DeviceSeal, 'open'>;
  readonly now: () => Date;
};

/** A signed-in customer who gives the password again. */
export type Confirming = {
  readonly accountId: string;
  readonly account: Pick<Account, 'username' | 'sessionsValidFrom'>;
  readonly password: string;
  readonly cookies: Readonly<Record<string, string>>;
};

/**
 * Tests the password of a signed-in customer again, through the same guard as sign-in (R3.2a), and ends the session that this
 * test creates. The test counts in the lane of the browser, which is known since the sign-in (R3.2b). Whoever has a token but not
 * the browser's cookie counts as a stranger.
 *
 * @throws DomainError `wrong-password` (not 401, which would make the page refresh its session), `locked`, `busy`, and
 * `session-ended` if the password is a temporary one by now: then this session has ended, too
 */
export async function confirmPassword(
  { checkPassword, pool, devices, now }: ConfirmPasswordNeeds,
  { accountId, account: { username, sessionsValidFrom: validFrom }, password, cookies }: Confirming,
): Promise<void> {
  const keys = { deviceCookie: readDeviceCookie(cookies), recoveryToken: '' };
  const lane = laneOf(devices, { accountId, username, validFrom }, keys, now().getTime());
  const outcome = await checkPassword(username, password, lane);
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
      throw new DomainError('busy', {}, { retryAfterSeconds: outcome.retryAfterSeconds, because: outcome.because });
  }
}
