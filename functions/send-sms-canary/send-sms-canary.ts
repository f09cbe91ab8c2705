import { newAttempt } from '#shared/messages/followed-messages.ts';
import type { Canary, SmsLog } from '#shared/messages/sms-outcomes/sms-log.ts';
import { log } from '#shared/platform/runtime/log.ts';

type Needs = {
  readonly smsLog: Pick<SmsLog, 'noteSending'>;
  readonly lastCanary: () => Promise<Canary | undefined>;
  /** Sends the canary; `refused` holds the error's name when the service refuses. */
  readonly send: (attempt: string) => Promise<{ readonly refused?: string }>;
  readonly now: () => Date;
};

const arrived: ReadonlySet<string> = new Set(['taken-by-carrier', 'delivered']);

/**
 * Sends an SMS to the operator's own number, on a schedule (R10.1). Logs an error, which wakes an operator (R12.3), when the
 * service refuses it or when the canary before has not arrived yet.
 */
export const sendSmsCanary =
  ({ smsLog, lastCanary, send, now }: Needs) =>
  async (): Promise<void> => {
    const last = await lastCanary();
    const at = now();
    const attempt = newAttempt(at);
    const { refused } = await send(attempt);
    await smsLog.noteSending({
      ...{ subject: { kind: 'canary' }, attempt, at },
      ...(refused === undefined ? { state: 'accepted' } : { state: 'refused', code: refused }),
    });
    if (refused !== undefined) log.error('sms-canary', { outcome: 'refused', code: refused });
    // A refusal was logged when it happened.
    else if (last && last.outcome !== 'refused' && !arrived.has(last.outcome))
      log.error('sms-canary', { outcome: 'not-arrived', state: last.outcome, code: last.code });
    else log.info('sms-canary', { outcome: 'accepted' });
  };
