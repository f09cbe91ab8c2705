import { describe, expect, it } from 'vitest';
import { newAttempt } from '#shared/messages/followed-messages.ts';
import { dynamoSmsHealth, readCanaries } from '#shared/messages/sms-outcomes/dynamo-sms-health.ts';
import { dynamoSmsLog } from '#shared/messages/sms-outcomes/dynamo-sms-log.ts';
import { readSmsEvent } from '#shared/messages/sms-outcomes/sms-event.ts';
import { anSmsEvent } from '#test/builders/sms-event.ts';
import { setupRegistration } from '#test/support/registration-setup.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

/** Canaries that were accepted at some minutes after noon, and a way to give them receipts. */
async function setup(minutes: readonly number[]) {
  const { client } = await setupRegistration([]);
  const smsLog = dynamoSmsLog(client, 'portal');
  const attempts: string[] = [];
  for (const minute of minutes) {
    const at = later(minute);
    const attempt = newAttempt(at);
    attempts.push(attempt);
    await smsLog.noteSending({ subject: { kind: 'canary' }, attempt, at, state: 'accepted', isFinal: false });
  }
  return {
    health: () => dynamoSmsHealth(client, 'portal')(later(59)),
    canaries: (now: Date) => readCanaries(client, 'portal', now),
    async receipt(nth: number, eventType: string, isFinal: boolean) {
      const event = anSmsEvent({ attempt: attempts[nth] ?? '' });
      const news = readSmsEvent(event({ eventType, isFinal, eventTimestamp: later(30).getTime() }));
      return news === undefined ? 'nothing-to-note' : smsLog.noteReceipt(news);
    },
  };
}

describe('R10.1 receipts, in any order', () => {
  it('a carrier out of reach that is tried again is no failure', async () => {
    const { receipt, health } = await setup([0]);
    expect(await receipt(0, 'TEXT_CARRIER_UNREACHABLE', false)).toBe('nothing-to-note');
    expect(await health()).toMatchObject({ successesLastHour: 0, failuresLastHour: 0 });
    expect(await receipt(0, 'TEXT_DELIVERED', true)).toBe('noted');
    expect(await health()).toMatchObject({ successesLastHour: 1, failuresLastHour: 0 });
  });

  it('an SMS is counted once, by what is final: a carrier that takes it and gives up later is one failure', async () => {
    const { receipt, health } = await setup([0]);
    await receipt(0, 'TEXT_SUCCESSFUL', false);
    expect(await health()).toMatchObject({ successesLastHour: 0, canary: { outcome: 'taken-by-carrier' } });
    await receipt(0, 'TEXT_UNREACHABLE', true);
    const ended = await health();
    expect(ended).toMatchObject({ successesLastHour: 0, failuresLastHour: 1, canary: { outcome: 'undelivered' } });
    expect(ended.lastSuccessAt).toBeUndefined();
    expect(ended.lastFailureAt).toBe(later(30).toISOString());
  });

  it('what is final stays: later receipts of the way there, and the same one again, change nothing', async () => {
    const { receipt, health } = await setup([0]);
    expect(await receipt(0, 'TEXT_SUCCESSFUL', true)).toBe('noted');
    for (const [eventType, isFinal] of [
      ['TEXT_SENT', false],
      ['TEXT_SUCCESSFUL', true],
      ['TEXT_DELIVERED', true],
    ] as const)
      expect(await receipt(0, eventType, isFinal)).toBe('known');
    expect(await receipt(0, 'TEXT_UNKNOWN', true)).toBe('nothing-to-note');
    expect(await health()).toMatchObject({ successesLastHour: 1, canary: { outcome: 'taken-by-carrier' } });
  });
});

describe('R10.1 canaries', () => {
  it('a receipt belongs to its own canary, also when the next one is out already', async () => {
    const { receipt, canaries, health } = await setup([0, 30]);
    expect(await receipt(0, 'TEXT_DELIVERED', true)).toBe('noted');
    expect(await canaries(later(60))).toMatchObject([{ outcome: 'accepted' }, { outcome: 'delivered' }]);
    expect((await health()).canary).toMatchObject({ sentAt: later(30).toISOString(), outcome: 'accepted' });
  });

  it('are read for four days, the newest first', async () => {
    const { canaries } = await setup([0, 30, 60]);
    const sent = async (now: Date) => (await canaries(now)).map(({ sentAt }) => sentAt);
    expect(await sent(later(60))).toEqual([60, 30, 0].map((minute) => later(minute).toISOString()));
    expect(await sent(later(4 * 24 * 60 + 45))).toEqual([later(60).toISOString()]);
  });
});
