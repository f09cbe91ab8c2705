import type { PasswordPool } from '#shared/accounts/password-pool.ts';
import * as contract from '#shared/contract/registrations.ts';
import { cutSessions, type SessionCutoff } from '#shared/credentials/end-sessions.ts';
import { taken } from '#shared/http/answer.ts';
import { endpoint } from '#shared/http/endpoint.ts';
import { type Limits, takeAll } from '#shared/limits/limits.ts';
import { isConfirmed } from '#shared/registration/registration.ts';
import type { Registrations, UnclaimedAccounts } from '#shared/registration/registrations.ts';
import { DomainError } from '#shared/runtime/domain-error.ts';
import type { PasswordSms } from '#shared/sms/sms.ts';

type Needs = {
  readonly registrations: Pick<Registrations, 'find' | 'recordPasswordSms'>;
  readonly accounts: UnclaimedAccounts;
  readonly limits: Limits;
  readonly pool: Pick<PasswordPool, 'setTemporaryPassword'>;
  readonly sms: PasswordSms;
  readonly newPassword: () => string;
  readonly cutoff: SessionCutoff;
  readonly smsPerRegistration: number;
  readonly now: () => Date;
  /** Waits so many ms. */
  readonly pause: (ms: number) => Promise<unknown>;
};

/**
 * As long as no password was chosen: a new temporary one, to the number that the account has now (R2.9). The one before is
 * dead, and so is a challenge that somebody was given for it.
 */
export const resendPasswordSms = ({ registrations, accounts, limits, pool, sms, newPassword, ...needs }: Needs) =>
  endpoint(contract.resendPasswordSms, async ({ path: { registrationId } }) => {
    const now = needs.now();
    const registration = await registrations.find(registrationId, now);
    if (!registration || !isConfirmed(registration)) throw new DomainError('registration-not-found');
    const [account] = await Promise.all([
      accounts.find(registration.accountId, registrationId),
      takeAll(limits, [{ kind: 'PASSWORD-SMS', who: registrationId, max: needs.smsPerRegistration }], now),
    ]);
    if (!account) throw new DomainError('registration-not-found');
    const password = newPassword();
    await pool.setTemporaryPassword(account.username, password);
    const holder = { accountId: registration.accountId, username: account.username };
    if (!(await cutSessions(needs, holder))) throw new DomainError('registration-not-found');
    const { sent } = await sms.send(account.mobile, account.language, password, holder);
    await registrations.recordPasswordSms(registrationId, sent ? 'sent' : 'failed');
    if (!sent) throw new DomainError('sms-failed');
    return taken();
  });
