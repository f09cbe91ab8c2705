import { changePassword as contract } from '#shared/contract/account.ts';
import { findWeakness } from '#shared/contract/passwords/password-policy.ts';
import type { Mailer } from '#shared/messages/mail/mail.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import { type ConfirmPasswordNeeds, confirmPassword } from '#shared/sign-in/credentials/confirm-password.ts';
import type { Credentials } from '#shared/sign-in/credentials/credentials.ts';
import { type EndSessionsNeeds, endSessions } from '#shared/sign-in/credentials/end-sessions.ts';
import { inPasswordTurn, type PasswordTurnNeeds } from '#shared/sign-in/credentials/in-password-turn.ts';
import { passwordChangedMail } from '#shared/sign-in/credentials/password-changed-mail.ts';
import { setDeviceCookie } from '#shared/sign-in/lanes/device-cookie.ts';
import type { DeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import type { Account, Accounts } from '#shared/sign-in/sessions/accounts.ts';
import { sessionCookie } from '#shared/sign-in/sessions/session-cookie.ts';

type Needs = ConfirmPasswordNeeds &
  EndSessionsNeeds &
  PasswordTurnNeeds & {
    readonly accounts: Accounts;
    readonly devices: DeviceSeal;
    readonly credentials: Pick<Credentials, 'setPassword' | 'signOutEverywhere'>;
    readonly mailer: Mailer;
    readonly origin: string;
  };

/**
 * Changes the password after a test of the current one, through the same guard as sign-in (R3.2a). All sessions end, including
 * this one: the customer signs in with the new password. A weak new password costs no attempt. All other browsers become unknown;
 * this one stays known, since its customer has just given both passwords (R3.2b).
 */
export const changePassword = (needs: Needs) =>
  endpoint(contract, async ({ session, cookies, body: { currentPassword, newPassword } }) => {
    const account = await needs.accounts.live(session);
    const holder = { accountId: session.accountId, username: account.username };
    const weakness = findWeakness(newPassword, account.username);
    if (weakness) throw new DomainError('weak-password', { reason: weakness });
    await confirmPassword(needs, { accountId: session.accountId, account, password: currentPassword, cookies });
    const known = await inPasswordTurn(needs, session.accountId, {}, async () => {
      // A recovery may have ended this session since the password was compared: then the recovery's password is the valid one
      // (R4.3).
      await needs.accounts.live(session);
      if ((await needs.credentials.setPassword(holder, newPassword)) === 'refused')
        throw new DomainError('weak-password', { reason: 'refused' });
      if (!(await endSessions(needs, holder))) throw new DomainError('session-ended');
      return setDeviceCookie(needs.devices, cookies, holder, needs.now().getTime());
    });
    if (known === 'gone') throw new DomainError('session-ended');
    await mailChange(needs, account);
    return { ...noContent(), cookies: [sessionCookie.cleared, known] };
  });

/** The password is changed already; a mail that cannot be sent does not undo that. */
async function mailChange({ mailer, origin }: Needs, { email, language }: Account): Promise<void> {
  try {
    await mailer.send(email, language, passwordChangedMail(language, origin), { purpose: 'password-changed' });
  } catch (error) {
    log.error('mail-not-sent', { operation: 'change-password', ...describeError(error) });
  }
}
