import { describe, expect, it } from 'vitest';
import { readSmsEvent } from '#shared/messages/sms-outcomes/sms-event.ts';
import { endingOf, rankOf } from '#shared/messages/sms-outcomes/sms-log.ts';
import { anSmsEvent } from '#test/builders/sms-event.ts';

const event = anSmsEvent({ account: 'a-1', attempt: '0kz-1' });
const failures = [
  'TEXT_UNREACHABLE',
  'TEXT_BLOCKED',
  'TEXT_CARRIER_UNREACHABLE',
  'TEXT_TTL_EXPIRED',
  'TEXT_SOMETHING_NEW',
];

describe('R10.2 receipts', () => {
  it('belong to the attempt and account of their message, and hold no number', () => {
    expect(readSmsEvent(event())).toEqual({
      subject: { kind: 'account', accountId: 'a-1' },
      attempt: '0kz-1',
      at: new Date('2027-01-31T12:00:00Z'),
      state: 'delivered',
      isFinal: true,
    });
  });

  it.each(failures)('%s that is final is an SMS that did not arrive', (eventType) =>
    expect(readSmsEvent(event({ eventType, isFinal: true }))).toMatchObject({ state: 'undelivered', code: eventType }),
  );

  it.each([...failures, 'TEXT_PENDING', 'TEXT_QUEUED'])(
    '%s that is not final notes nothing: it may still arrive',
    (eventType) => expect(readSmsEvent(event({ eventType, isFinal: false }))).toBeUndefined(),
  );

  it.each([true, false])('isFinal decides whether TEXT_SUCCESSFUL is the last word of the carrier: %s', (isFinal) =>
    expect(readSmsEvent(event({ eventType: 'TEXT_SUCCESSFUL', isFinal }))).toMatchObject({
      state: 'taken-by-carrier',
      isFinal,
    }),
  );

  it('what is unknown after 72 hours notes nothing: what was known before is still true', () =>
    expect(readSmsEvent(event({ eventType: 'TEXT_UNKNOWN', isFinal: true }))).toBeUndefined());

  it('without an account it is the canary; without an attempt it is not the portal’s', () => {
    expect(readSmsEvent(event({ context: { attempt: '1' } }))?.subject).toEqual({ kind: 'canary' });
    expect(readSmsEvent(event({ context: undefined }))).toBeUndefined();
  });

  it('a text that is not the service’s is refused', () => expect(() => readSmsEvent('{}')).toThrow());
});

describe('R10.1 the counters', () => {
  const states = ['accepted', 'sent', 'taken-by-carrier', 'delivered', 'refused', 'undelivered'] as const;

  it.each(states)('an SMS that is "%s" and may still change is not counted', (state) =>
    expect(endingOf({ state, isFinal: false })).toBeUndefined(),
  );

  it('a final state is counted once, as a success or a failure', () => {
    const counted = states.slice(2).map((state) => endingOf({ state, isFinal: true }));
    expect(counted).toEqual(['successes', 'successes', 'failures', 'failures']);
  });

  it('a final state outranks every other, and is never replaced', () => {
    const final = rankOf({ state: 'taken-by-carrier', isFinal: true });
    for (const state of states) {
      expect(rankOf({ state, isFinal: false })).toBeLessThan(final);
      expect(rankOf({ state, isFinal: true })).toBe(final);
    }
  });
});
