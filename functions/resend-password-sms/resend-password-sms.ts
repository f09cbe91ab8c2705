import * as contract from '#shared/contract/registrations.ts';
import { isConfirmed } from '#shared/customers/registration/registration.ts';
import type { Registrations, UnclaimedAccounts } from '#shared/customers/registration/registrations.ts';
import type { PasswordSms } from '#shared/messages/sms/sms.ts';
import { endpoint, taken } from '#shared/platform/http/endpoint.ts';
import { type Limits, takeAll } from '#shared/platform/limits/limits.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Credentials } from '#shared/sign-in/credentials/credentials.ts';
import { cutSessions, type SessionCutoff } from '#shared/sign-in/credentials/end-sessions.ts';
import { inPasswordTurn, type PasswordTurnNeeds } from '#shared/sign-in/credentials/in-password-turn.ts';
import type { SmsPassword } from '#shared/sign-in/credentials/password-turn.ts';

type Needs = PasswordTurnNeeds & {
  readonly registrations: Pick<Registrations, 'find' | 'recordPasswordSms'>;
  readonly accounts: UnclaimedAccounts;
  readonly limits: Limits;
  readonly credentials: Pick<Credentials, 'setTemporaryPassword'>;
  readonly sms: PasswordSms;
  readonly passwordOf: SmsPassword;
  /** The version of the secret that currently makes passwords. */
  readonly secretVersion: string;
  readonly cutoff: SessionCutoff;
  readonly smsPerRegistration: number;
};

/**
 * Sends a new temporary password to the account's current number, until the first password is chosen (R2.9). The previous one
 * stops working, and so does a challenge that was issued for it. Password and SMS share one turn, and within a minute the
 * password is the same, so it does not matter which of two messages arrives last.
 */
export const resendPasswordSms = ({ registrations, accounts, limits, credentials, sms, passwordOf, ...needs }: Needs) =>
  endpoint(contract.resendPasswordSms, async ({ path: { registrationId } }) => {
    const { secretVersion } = needs;
    const now = needs.now();
    const registration = await registrations.find(registrationId, now);
    if (!registration || !isConfirmed(registration)) return notFound();
    const [account] = await Promise.all([
      accounts.find(registration.accountId, registrationId),
      takeAll(limits, [{ kind: 'PASSWORD-SMS', who: registrationId, max: needs.smsPerRegistration }], now),
    ]);
    if (!account) notFound();
    const { accountId } = registration;
    const isSent = await inPasswordTurn(needs, accountId, { sms: { secretVersion } }, async (seed) => {
      // A password that was chosen before this turn stays.
      const { username, mobile, language } = (await accounts.find(accountId, registrationId)) ?? notFound();
      if (!seed) throw new Error('A turn for an SMS has no seed');
      const password = passwordOf(accountId, mobile, seed);
      await credentials.setTemporaryPassword({ accountId, username }, password);
      if (!(await cutSessions(needs, { accountId, username }))) notFound();
      const { sent } = await sms.send(mobile, language, password, { accountId });
      await registrations.recordPasswordSms(registrationId, sent ? 'sent' : 'failed');
      return sent;
    });
    if (isSent === 'gone') notFound();
    if (!isSent) throw new DomainError('sms-failed');
    return taken();
  });

function notFound(): never {
  throw new DomainError('registration-not-found');
}
