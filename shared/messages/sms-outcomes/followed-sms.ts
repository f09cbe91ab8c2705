import type { PasswordSms } from '#shared/messages/sms/sms.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import { newAttempt } from './new-attempt.ts';
import type { SmsLog } from './sms-log.ts';

/**
 * Password SMS whose every attempt is kept on its account with its outcome (R10.2). An SMS that went out counts as sent
 * even when keeping that fails.
 */
export const followedSms = (sms: PasswordSms, smsLog: Pick<SmsLog, 'noteSending'>, now: () => Date): PasswordSms => ({
  async send(mobile, language, password, about) {
    if (!about) return sms.send(mobile, language, password);
    const at = now();
    const attempt = newAttempt(at);
    const outcome = await sms.send(mobile, language, password, { ...about, attempt });
    try {
      await smsLog.noteSending({
        subject: { kind: 'account', accountId: about.accountId },
        attempt,
        at,
        ...(outcome.sent ? { state: 'accepted' } : { state: 'refused', code: outcome.code }),
      });
    } catch (error) {
      log.error('sms-not-noted', describeError(error));
    }
    return outcome;
  },
});
