import { describe, expect, it } from 'vitest';
import { readSmsEvent } from '#shared/messages/sms-outcomes/sms-event.ts';
import { endingOf, rankOf } from '#shared/messages/sms-outcomes/sms-log.ts';

const event = (changes: object = {}) =>
  JSON.stringify({
    eventType: 'TEXT_DELIVERED',
    eventTimestamp: Date.parse('2027-01-31T12:00:00Z'),
    destinationPhoneNumber: '+36301234567',
    context: { account: 'a-1', attempt: '0kz-1' },
    ...changes,
  });

describe('R10.2 receipts', () => {
  it('belong to the attempt and account of their message, and hold no number', () => {
    const news = readSmsEvent(event());
    expect(news).toEqual({
      subject: { kind: 'account', accountId: 'a-1' },
      attempt: '0kz-1',
      at: new Date('2027-01-31T12:00:00Z'),
      state: 'delivered',
    });
  });

  it.each(['TEXT_UNREACHABLE', 'TEXT_BLOCKED', 'TEXT_CARRIER_BLOCKED', 'TEXT_TTL_EXPIRED', 'TEXT_SOMETHING_NEW'])(
    '%s is an SMS that did not arrive',
    (eventType) => expect(readSmsEvent(event({ eventType }))).toMatchObject({ state: 'undelivered', code: eventType }),
  );

  it.each(['TEXT_PENDING', 'TEXT_QUEUED'])('%s notes nothing', (eventType) =>
    expect(readSmsEvent(event({ eventType }))).toBeUndefined(),
  );

  it('without an account it is the canary; without an attempt it is not the portal’s', () => {
    expect(readSmsEvent(event({ context: { attempt: '1' } }))?.subject).toEqual({ kind: 'canary' });
    expect(readSmsEvent(event({ context: undefined }))).toBeUndefined();
  });

  it('a text that is not the service’s is refused', () => expect(() => readSmsEvent('{}')).toThrow());
});

describe('R10.1 the counters', () => {
  it('an SMS that reached the carrier and then the phone is one success', () => {
    expect(endingOf('taken-by-carrier', rankOf.sent)).toBe('successes');
    expect(endingOf('delivered', rankOf['taken-by-carrier'])).toBeUndefined();
    expect(endingOf('delivered', undefined)).toBe('successes');
    expect(endingOf('sent', rankOf.accepted)).toBeUndefined();
  });

  it('an SMS that the carrier gave up later is a failure', () =>
    expect(endingOf('undelivered', rankOf['taken-by-carrier'])).toBe('failures'));
});
