import { newAttempt } from '#shared/messages/followed-messages.ts';
import { type Canary, receiptWait, type SmsLog } from '#shared/messages/sms-outcomes/sms-log.ts';
import { log } from '#shared/platform/runtime/log.ts';

type Needs = {
  readonly smsLog: Pick<SmsLog, 'noteSending'>;
  /** The earlier canaries whose outcome may still be known, newest first. */
  readonly lastCanaries: (now: Date) => Promise<readonly Canary[]>;
  /** Sends the canary; `refused` holds the error's name when the service refuses. */
  readonly send: (attempt: string) => Promise<{ readonly refused?: string }>;
  readonly now: () => Date;
};

/** How many canaries in a row must fail before an operator is woken. A single one may meet a phone that is off. */
const mostFailures = 3;

const arrived: ReadonlySet<string> = new Set(['taken-by-carrier', 'delivered']);
const failed: ReadonlySet<string> = new Set(['refused', 'undelivered']);

/**
 * Sends an SMS to the operator's own number, on a schedule (R10.1). If the last three canaries failed, logs an error, which wakes
 * an operator (R12.3). A canary without a receipt counts as failed after 72 hours, because receipts may take that long.
 */
export const sendSmsCanary =
  ({ smsLog, lastCanaries, send, now }: Needs) =>
  async (): Promise<void> => {
    const at = now();
    const before = await lastCanaries(at);
    const attempt = newAttempt(at);
    const { refused } = await send(attempt);
    await smsLog.noteSending({
      ...{ subject: { kind: 'canary' }, attempt, at },
      ...(refused === undefined
        ? { state: 'accepted', isFinal: false }
        : { state: 'refused', isFinal: true, code: refused }),
    });
    const failures = [
      ...(refused === undefined ? [] : [{ outcome: 'refused', code: refused }]),
      ...failuresInARow(before, at),
    ];
    const [latest] = failures;
    if (latest && failures.length >= mostFailures)
      log.error('sms-canary', {
        outcome: 'not-arriving',
        failures: failures.length,
        state: latest.outcome,
        code: latest.code,
      });
    else
      log.info('sms-canary', {
        ...(refused === undefined ? { outcome: 'accepted' } : { outcome: 'refused', code: refused }),
        failures: failures.length,
      });
  };

/** The failed canaries since the last one that arrived, newest first, without those still on their way. */
function failuresInARow(canaries: readonly Canary[], now: Date): readonly Pick<Canary, 'outcome' | 'code'>[] {
  const ended = canaries.filter(
    ({ outcome, sentAt }) =>
      arrived.has(outcome) || failed.has(outcome) || now.getTime() - Date.parse(sentAt) > receiptWait,
  );
  const last = ended.findIndex(({ outcome }) => arrived.has(outcome));
  return last < 0 ? ended : ended.slice(0, last);
}
