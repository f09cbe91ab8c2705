import type { UnclaimedUsers } from '#shared/customers/accounts/unclaimed-users.ts';
import type { Registration } from '#shared/customers/registration/registration.ts';
import type { Registrations } from '#shared/customers/registration/registrations.ts';
import type { PasswordSms } from '#shared/messages/sms/sms.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import type { Credentials, Holder } from '#shared/sign-in/credentials/credentials.ts';
import { inPasswordTurn, type PasswordTurnNeeds } from '#shared/sign-in/credentials/in-password-turn.ts';
import type { Opened } from './open-account.ts';

export type SendFirstPasswordNeeds = PasswordTurnNeeds & {
  readonly credentials: Pick<Credentials, 'create' | 'setTemporaryPassword'>;
  readonly unclaimed: Pick<UnclaimedUsers, 'evict'>;
  readonly registrations: Pick<Registrations, 'find' | 'recordPasswordSms'>;
  readonly sms: PasswordSms;
  readonly firstPassword: (registration: Registration) => string;
};

/** How often, and every how many ms, a call checks whether the call that opened the account has sent the SMS. */
const looks = 6;
const lookEvery = 500;
const mostEvictions = 3;

/**
 * Creates the pool's user with the first password and sends that by SMS, once for an account. A call that did not open the account waits for the outcome. If none
 * comes, the other call has crashed, and this one sends the same password. It sends in a password turn, so that the SMS cannot
 * replace a password that was chosen meanwhile or arrive after a newer one.
 */
export async function sendFirstPassword(
  needs: SendFirstPasswordNeeds,
  { registration, byThisCall }: Opened,
): Promise<'sent' | 'failed'> {
  const { registrations, sms, firstPassword, now, pause } = needs;
  const { registrationId, accountId, username, mobile, language } = registration;
  if (registration.passwordSms) return registration.passwordSms;
  /** A deleted registration means that a password was chosen, so the SMS arrived. */
  const outcomeSoFar = async () => {
    const current = await registrations.find(registrationId, now());
    return current ? current.passwordSms : 'sent';
  };
  for (let look = 1; !byThisCall && look <= looks; look++) {
    await pause(lookEvery);
    const outcome = await outcomeSoFar();
    if (outcome) return outcome;
  }
  const outcome = await inPasswordTurn(needs, accountId, {}, async () => {
    const before = await outcomeSoFar();
    if (before) return before;
    const password = firstPassword(registration);
    await giveUser(needs, { accountId, username }, password);
    const { sent } = await sms.send(mobile, language, password, { accountId });
    await record(registrations, registrationId, sent ? 'sent' : 'failed');
    return sent ? 'sent' : 'failed';
  });
  return outcome === 'gone' ? 'sent' : outcome;
}

/**
 * Gives the account its user with this password. A user of the same name that has no account is left over: the account holds the
 * username.
 */
async function giveUser(
  { credentials, unclaimed, now }: SendFirstPasswordNeeds,
  holder: Holder,
  password: string,
): Promise<void> {
  for (let attempt = 1; attempt <= mostEvictions; attempt++) {
    const made = await credentials.create(holder, password);
    if (made === 'made') return;
    if (made === 'there') return credentials.setTemporaryPassword(holder, password);
    const { heldBy } = made;
    const isGone = heldBy !== undefined && (await unclaimed.evict({ ...holder, accountId: heldBy }, now()));
    if (!isGone) break;
  }
  throw new Error('The username of an account belongs to another user');
}

async function record(
  registrations: SendFirstPasswordNeeds['registrations'],
  registrationId: string,
  outcome: 'sent' | 'failed',
): Promise<void> {
  try {
    await registrations.recordPasswordSms(registrationId, outcome);
  } catch (error) {
    // The message is sent: an error here would make the customer call again and get a second one.
    log.error('password-sms-not-recorded', { operation: 'confirm-registration', outcome, ...describeError(error) });
  }
}
