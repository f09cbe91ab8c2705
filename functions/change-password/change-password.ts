import { changePassword as contract } from '#shared/contract/account.ts';
import { type ConfirmPasswordNeeds, confirmPassword } from '#shared/credentials/confirm-password.ts';
import type { Credentials } from '#shared/credentials/credentials.ts';
import { type EndSessionsNeeds, endSessions } from '#shared/credentials/end-sessions.ts';
import { inPasswordTurn, type PasswordTurnNeeds } from '#shared/credentials/in-password-turn.ts';
import { passwordChangedMail } from '#shared/credentials/password-changed-mail.ts';
import { noContent } from '#shared/http/answer.ts';
import { endpoint } from '#shared/http/endpoint.ts';
import type { Mailer } from '#shared/mail/mail.ts';
import { DomainError } from '#shared/runtime/domain-error.ts';
import { describeError, log } from '#shared/runtime/log.ts';
import type { Account } from '#shared/sessions/account.ts';
import type { Accounts } from '#shared/sessions/accounts.ts';
import { findWeakness } from '#shared/sign-in/password-policy.ts';
import { clearRefreshCookie } from '#shared/sign-in/refresh-cookie.ts';

type Needs = ConfirmPasswordNeeds &
  EndSessionsNeeds &
  PasswordTurnNeeds & {
    readonly accounts: Accounts;
    readonly credentials: Pick<Credentials, 'setPassword' | 'signOutEverywhere'>;
    readonly mailer: Mailer;
    readonly origin: string;
  };

/**
 * Changes the password after the present one, tested as signing in tests it (R3.2a). All sessions end, this one too: the
 * customer signs in with the new password. A weak new password costs no attempt.
 */
export const changePassword = (needs: Needs) =>
  endpoint(contract, async ({ session, body: { currentPassword, newPassword } }) => {
    const account = await needs.accounts.live(session);
    const holder = { accountId: session.accountId, username: account.username };
    const weakness = findWeakness(newPassword, account.username);
    if (weakness) throw new DomainError('weak-password', { reason: weakness });
    await confirmPassword(needs, holder, currentPassword);
    const isEnded = await inPasswordTurn(needs, session.accountId, {}, async () => {
      // A recovery may have ended this session since the password was compared: then it is the recovery's that counts (R4.3).
      await needs.accounts.live(session);
      if ((await needs.credentials.setPassword(holder, newPassword)) === 'refused')
        throw new DomainError('weak-password', { reason: 'refused' });
      return await endSessions(needs, holder);
    });
    if (isEnded !== true) throw new DomainError('session-ended');
    await tell(needs, account);
    return { ...noContent(), cookies: [clearRefreshCookie] };
  });

/** The password is changed already: a mail that cannot be sent does not undo it. */
async function tell({ mailer, origin }: Needs, { email, language }: Account): Promise<void> {
  try {
    await mailer.send(email, language, passwordChangedMail(language, origin), { purpose: 'password-changed' });
  } catch (error) {
    log.error('mail-not-sent', { operation: 'change-password', ...describeError(error) });
  }
}
