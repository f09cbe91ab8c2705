import { describe, expect, it } from 'vitest';
import type { Canary, SmsNews } from '#shared/messages/sms-outcomes/sms-log.ts';
import { writtenLog } from '#test/support/written-log.ts';
import { sendSmsCanary } from '../../../functions/send-sms-canary/send-sms-canary.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const aCanary = (over: Partial<Canary> = {}): Canary => ({
  sentAt: '2027-01-31T11:00:00.000Z',
  outcome: 'delivered',
  outcomeAt: '2027-01-31T11:00:09.000Z',
  ...over,
});

/** One run: what it wrote to the log, what it did and in which order. */
async function run({ last, refused }: { last?: Canary; refused?: string } = {}) {
  const log = writtenLog();
  const steps: string[] = [];
  const attempts: string[] = [];
  const noted: SmsNews[] = [];
  await sendSmsCanary({
    async lastCanary() {
      steps.push('last');
      return last;
    },
    async send(attempt) {
      steps.push('send');
      attempts.push(attempt);
      return refused === undefined ? {} : { refused };
    },
    smsLog: {
      async noteSending(news) {
        steps.push('note');
        noted.push(news);
      },
    },
    now: () => noon,
  })();
  return { lines: log.lines(), steps, attempts, noted };
}

describe('send-sms-canary', () => {
  it('R10.1 reads the last canary before it sends, then notes the new one in its place', async () => {
    expect((await run()).steps).toEqual(['last', 'send', 'note']);
  });

  it('R10.1 an accepted canary is noted under the attempt that its receipts carry', async () => {
    const { attempts, noted, lines } = await run();
    expect(noted).toEqual([{ subject: { kind: 'canary' }, attempt: attempts[0], at: noon, state: 'accepted' }]);
    expect(lines).toEqual([{ level: 'info', message: 'sms-canary', outcome: 'accepted' }]);
  });

  it('R10.1 each canary has an attempt of its own', async () => {
    const [one, other] = [await run(), await run()];
    expect(one.attempts).not.toEqual(other.attempts);
  });

  it('R12.3 a refused canary is an error line with the service’s code, and noted as refused', async () => {
    const { noted, lines } = await run({ refused: 'ThrottlingException' });
    expect(noted).toMatchObject([{ state: 'refused', code: 'ThrottlingException' }]);
    expect(lines).toEqual([{ level: 'error', message: 'sms-canary', outcome: 'refused', code: 'ThrottlingException' }]);
  });

  it.each(['accepted', 'sent', 'undelivered'] as const)(
    'R12.3 a last canary that is still "%s" has not arrived: an error line says so',
    async (outcome) => {
      const { lines } = await run({ last: aCanary({ outcome, code: 'TEXT_BLOCKED' }) });
      expect(lines).toEqual([
        { level: 'error', message: 'sms-canary', outcome: 'not-arrived', state: outcome, code: 'TEXT_BLOCKED' },
      ]);
    },
  );

  it.each(['taken-by-carrier', 'delivered'] as const)('a last canary that is "%s" has arrived', async (outcome) => {
    expect((await run({ last: aCanary({ outcome }) })).lines).toMatchObject([{ level: 'info', outcome: 'accepted' }]);
  });

  it('a refusal wakes an operator once, when it happens', async () => {
    const { lines } = await run({ last: aCanary({ outcome: 'refused' }) });
    expect(lines).toMatchObject([{ level: 'info', outcome: 'accepted' }]);
  });

  it('a refused canary after one that has not arrived is one error line, about the newer', async () => {
    const { lines } = await run({ last: aCanary({ outcome: 'sent' }), refused: 'AccessDeniedException' });
    expect(lines).toMatchObject([{ level: 'error', outcome: 'refused' }]);
  });

  it('R12.3 a run that cannot note its canary fails, so that the function’s alarm wakes an operator', async () => {
    const broken = sendSmsCanary({
      lastCanary: async () => undefined,
      send: async () => ({}),
      smsLog: { noteSending: () => Promise.reject(new Error('throttled')) },
      now: () => noon,
    });
    await expect(broken()).rejects.toThrow('throttled');
  });
});
