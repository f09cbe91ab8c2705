import { describe, expect, it } from 'vitest';
import type { SmsNews } from '#shared/messages/sms-outcomes/sms-log.ts';
import { anSmsEvent } from '#test/builders/sms-event.ts';
import { recordSmsOutcome } from '../../../functions/record-sms-outcome/record-sms-outcome.ts';

const anEvent = anSmsEvent({ account: 'account-1', attempt: '0kz-1' });

function setup(noted: 'noted' | 'known' | 'gone' = 'noted') {
  const news: SmsNews[] = [];
  const record = recordSmsOutcome({
    async noteReceipt(one) {
      news.push(one);
      return noted;
    },
  });
  return { record, news };
}

describe('record-sms-outcome', () => {
  it('R10.2 notes the outcome of an account’s SMS, and returns it', async () => {
    const { record, news } = setup();
    expect(await record(anEvent())).toBe('delivered');
    expect(news).toEqual([
      {
        subject: { kind: 'account', accountId: 'account-1' },
        attempt: '0kz-1',
        at: new Date('2027-01-31T12:00:00Z'),
        state: 'delivered',
        isFinal: true,
      },
    ]);
  });

  it.each([
    ['TEXT_SUCCESSFUL', 'taken-by-carrier'],
    ['TEXT_DELIVERED', 'delivered'],
    ['TEXT_CARRIER_BLOCKED', 'undelivered'],
  ])('R10.1 %s is "%s": the metrics and the alarm on failing SMS count this word', async (eventType, outcome) => {
    expect(await setup().record(anEvent({ eventType }))).toBe(outcome);
  });

  it.each(['TEXT_SENT', 'TEXT_SUCCESSFUL', 'TEXT_DELIVERED'])(
    'R10.1 %s that is not final is no end: no alarm counts it',
    async (eventType) => {
      const { record, news } = setup();
      expect(await record(anEvent({ eventType, isFinal: false }))).toBe('on-its-way');
      expect(news).toMatchObject([{ isFinal: false }]);
    },
  );

  it.each(['known', 'gone'] as const)('a receipt that says nothing new is not counted: "%s"', async (noted) => {
    const { record } = setup(noted);
    expect(await record(anEvent({ eventType: 'TEXT_CARRIER_BLOCKED' }))).toBe(noted);
  });

  it.each([
    ['is still on its way', { eventType: 'TEXT_QUEUED', isFinal: false }],
    ['is none of the portal’s', { context: undefined }],
  ])('notes nothing about an SMS that %s', async (_, changes) => {
    const { record, news } = setup();
    expect(await record(anEvent(changes))).toBe('nothing-to-note');
    expect(news).toEqual([]);
  });

  it('R12.1 neither the table nor the outcome for the log holds the number', async () => {
    const { record, news } = setup();
    const outcome = await record(anEvent());
    expect(JSON.stringify([outcome, news])).not.toContain('1234567');
  });

  it('an event that is not the service’s is refused: it ends in the dead-letter queue, where an operator sees it', async () => {
    const { record, news } = setup();
    for (const body of ['', '{}', 'no event']) await expect(record(body)).rejects.toThrow();
    expect(news).toEqual([]);
  });

  it('the queue repeats a receipt that could not be noted', async () => {
    const record = recordSmsOutcome({ noteReceipt: () => Promise.reject(new Error('throttled')) });
    await expect(record(anEvent())).rejects.toThrow('throttled');
  });
});
