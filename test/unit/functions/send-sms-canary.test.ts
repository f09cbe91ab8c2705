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

const hoursAgo = (hours: number) => new Date(noon.getTime() - hours * 60 * 60 * 1000).toISOString();

/** One run after some canaries, the newest first: what it wrote to the log, what it did and in which order. */
async function run({ before = [], refused }: { before?: readonly Canary[]; refused?: string } = {}) {
  const log = writtenLog();
  const steps: string[] = [];
  const attempts: string[] = [];
  const noted: SmsNews[] = [];
  await sendSmsCanary({
    async lastCanaries() {
      steps.push('last');
      return before;
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
  it('R10.1 reads the last canaries before it sends, then notes the new one', async () => {
    expect((await run()).steps).toEqual(['last', 'send', 'note']);
  });

  it('R10.1 an accepted canary is noted under the attempt that its receipts carry', async () => {
    const { attempts, noted, lines } = await run();
    expect(noted).toEqual([
      { subject: { kind: 'canary' }, attempt: attempts[0], at: noon, state: 'accepted', isFinal: false },
    ]);
    expect(lines).toEqual([{ level: 'info', message: 'sms-canary', outcome: 'accepted', failures: 0 }]);
  });

  it('R10.1 each canary has an attempt of its own', async () => {
    const [one, other] = [await run(), await run()];
    expect(one.attempts).not.toEqual(other.attempts);
  });

  const failed = aCanary({ outcome: 'undelivered', code: 'TEXT_BLOCKED' });
  const woken = (lines: readonly unknown[]) => JSON.stringify(lines).includes('"error"');

  it('R12.3 one canary that is refused wakes nobody; it is noted with the service’s code', async () => {
    const { noted, lines } = await run({ refused: 'ThrottlingException' });
    expect(noted).toMatchObject([{ state: 'refused', isFinal: true, code: 'ThrottlingException' }]);
    expect(lines).toEqual([
      { level: 'info', message: 'sms-canary', outcome: 'refused', code: 'ThrottlingException', failures: 1 },
    ]);
  });

  it('R12.3 three failed canaries in a row wake an operator; two do not', async () => {
    expect(woken((await run({ before: [failed, failed] })).lines)).toBe(false);
    const { lines } = await run({ before: [failed, failed, failed, aCanary()] });
    expect(lines).toEqual([
      {
        level: 'error',
        message: 'sms-canary',
        outcome: 'not-arriving',
        failures: 3,
        state: 'undelivered',
        code: 'TEXT_BLOCKED',
      },
    ]);
  });

  it('R12.3 a refusal now is the third after two that failed', async () => {
    const { lines } = await run({ before: [failed, failed], refused: 'AccessDeniedException' });
    expect(lines).toMatchObject([{ level: 'error', state: 'refused', code: 'AccessDeniedException' }]);
  });

  it.each(['taken-by-carrier', 'delivered'] as const)('one that is "%s" in between ends the row', async (outcome) => {
    expect(woken((await run({ before: [failed, failed, aCanary({ outcome }), failed] })).lines)).toBe(false);
  });

  it.each(['accepted', 'sent'] as const)(
    'R12.3 receipts may take 72 hours: until then "%s" says nothing',
    async (outcome) => {
      const waiting = [1, 30, 71].map((hours) => aCanary({ outcome, sentAt: hoursAgo(hours) }));
      expect((await run({ before: waiting })).lines).toMatchObject([{ level: 'info', failures: 0 }]);
      const late = [73, 74, 75].map((hours) => aCanary({ outcome, sentAt: hoursAgo(hours) }));
      expect((await run({ before: [...waiting, ...late] })).lines).toMatchObject([
        { level: 'error', outcome: 'not-arriving', state: outcome },
      ]);
    },
  );

  it('those that are on their way do not break a row of failures', async () => {
    const waiting = aCanary({ outcome: 'sent' });
    expect(woken((await run({ before: [waiting, failed, waiting, failed, failed] })).lines)).toBe(true);
  });

  it('R12.3 a run that cannot note its canary fails, so that the function’s alarm wakes an operator', async () => {
    const broken = sendSmsCanary({
      lastCanaries: async () => [],
      send: async () => ({}),
      smsLog: { noteSending: () => Promise.reject(new Error('throttled')) },
      now: () => noon,
    });
    await expect(broken()).rejects.toThrow('throttled');
  });
});
