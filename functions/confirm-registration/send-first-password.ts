import type { Registration } from '#shared/registration/registration.ts';
import type { Registrations } from '#shared/registration/registrations.ts';
import { describeError, log } from '#shared/runtime/log.ts';
import type { PasswordSms } from '#shared/sms/sms.ts';
import type { Opened } from './open-account.ts';

export type SendFirstPasswordNeeds = {
  readonly registrations: Pick<Registrations, 'find' | 'recordPasswordSms'>;
  readonly sms: PasswordSms;
  readonly firstPassword: (registration: Registration) => string;
  readonly now: () => Date;
  readonly pause: (ms: number) => Promise<void>;
};

/** How long a call waits for the one that opened the account to have sent the SMS. */
const looks = 6;
const lookEvery = 500;

/**
 * Sends the first password by SMS, once for an account. A call that did not open it waits for the outcome; when none
 * comes, the other one has crashed, and this one sends the same password.
 */
export async function sendFirstPassword(
  { registrations, sms, firstPassword, now, pause }: SendFirstPasswordNeeds,
  { registration, byThisCall }: Opened,
): Promise<'sent' | 'failed'> {
  const { registrationId, accountId, mobile, language } = registration;
  if (registration.passwordSms) return registration.passwordSms;
  for (let look = 1; !byThisCall && look <= looks; look++) {
    await pause(lookEvery);
    const current = await registrations.find(registrationId, now());
    // Deleted: a password was chosen meanwhile, so the SMS had come.
    if (!current) return 'sent';
    if (current.passwordSms) return current.passwordSms;
  }
  const { sent } = await sms.send(mobile, language, firstPassword(registration), { accountId });
  const outcome = sent ? 'sent' : 'failed';
  try {
    await registrations.recordPasswordSms(registrationId, outcome);
  } catch (error) {
    // The message is out: an error here would make the customer call again, and get a second one.
    log.error('password-sms-not-recorded', { operation: 'confirm-registration', outcome, ...describeError(error) });
  }
  return outcome;
}
