import { describe, expect, it } from 'vitest';
import { lockMail } from '#shared/sign-in/guard/lock-mail.ts';

const lockedUntil = '2027-02-01T08:30:12.345Z';
const lanes = ['open', 'device', 'recovery'] as const;

describe('the mail about a lock (R3.5)', () => {
  it.each(lanes)('says until when, in Budapest, to the minute and rounded up: %s', (lane) => {
    expect(lockMail('hu', 'https://portal.example', { lane, lockedUntil }).lines).toEqual(['2027. február 1., 9:31']);
    expect(lockMail('en', 'https://portal.example', { lane, lockedUntil }).lines).toEqual(['1 February 2027 at 09:31']);
  });

  it.each(lanes)('leads to recovery, which signs nobody in by itself: %s', (lane) => {
    expect(lockMail('hu', 'https://portal.example', { lane, lockedUntil }).action?.url).toBe(
      'https://portal.example/recover',
    );
  });

  it('says how to get in by the lane that is locked, and what to do if it was somebody else', () => {
    const closings = lanes.map((lane) => lockMail('en', 'https://portal.example', { lane, lockedUntil }).closing ?? []);
    expect(new Set(closings.map(([first]) => first)).size).toBe(3);
    for (const [way, , other] of closings) {
      expect(way).toMatch(/link in (our|the new) e-mail/);
      expect(other).toContain('did not get in');
    }
  });
});
