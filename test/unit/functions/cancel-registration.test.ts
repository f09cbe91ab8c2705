import { describe, expect, it } from 'vitest';
import { MailNotSent } from '#shared/messages/mail/mail.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall, aSession } from '#test/builders/call.ts';
import { someTokens } from '#test/builders/session-tokens.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { writtenLog } from '#test/support/written-log.ts';
import { setupCancelRegistration as setup } from './cancel-registration-setup.ts';

const cleared = '__Host-session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict';
const call = { ...aCustomersCall, body: { password: 'the right one' } };
const erasing = [
  'sign-out-everywhere',
  'end-enrolments',
  'tell-insurer',
  'drop-correction',
  'versions v-1',
  'erase DOCUMENT#1',
  'take-mail',
  'send registration-cancelled anna@example.org',
  'mail sent',
  'remove-user',
  'forget',
];

describe('cancel-registration', () => {
  it('R11.1 password, queue, close, then erase: when the call breaks off, the message in the queue finishes it', async () => {
    const { endpoint, steps, isGone } = setup();
    expect(await answerOf(endpoint, call)).toEqual({ status: 204, body: null, cookies: [cleared] });
    expect(steps).toEqual([
      'password anna the right one',
      'revoke refresh-token-text',
      'queue account-1',
      'close account-1',
      ...erasing,
    ]);
    expect(isGone()).toBe(true);
  });

  it.each([
    [
      { kind: 'wrong', attemptsLeft: 2 },
      { code: 'wrong-password', details: { attemptsLeft: 2 } },
    ],
    [
      { kind: 'locked', lockedUntil: new Date('2027-02-01T12:00:00Z') },
      { code: 'locked', details: { lockedUntil: '2027-02-01T12:00:00.000Z' } },
    ],
    [
      { kind: 'busy', retryAfterSeconds: 5 },
      { code: 'busy', details: {}, retryAfterSeconds: 5 },
    ],
    [
      { kind: 'new-password-required', challengeToken: 'c' },
      { code: 'session-ended', details: {} },
    ],
  ] as const)('R3.2a a password that is not proven cancels nothing: %o', async (outcome, problem) => {
    const { endpoint, steps, isOpen } = setup({ outcome });
    expect(await problemOf(endpoint, call)).toEqual(problem);
    expect(steps).toEqual(['password anna the right one']);
    expect(isOpen()).toBe(true);
  });

  it('R11.1 a password of another customer, who has the username by now, cancels nothing', async () => {
    const { endpoint, isOpen } = setup({
      outcome: { kind: 'signed-in', tokens: someTokens({ accountId: 'account-2' }) },
    });
    expect(await problemOf(endpoint, call)).toEqual({ code: 'session-ended', details: {} });
    expect(isOpen()).toBe(true);
  });

  it.each(endedSessions.filter(({ account }) => account?.state !== 'closed'))(
    'R11.1 tests no password when $why',
    async ({ account }) => {
      const { endpoint, steps } = setup({ account });
      expect(await problemOf(endpoint, call)).toEqual({ code: 'session-ended', details: {} });
      expect(steps).toEqual([]);
    },
  );

  it('R11.1 a second call before it is finished continues without a password', async () => {
    const { endpoint, steps, isGone } = setup({ isClosed: true });
    expect((await answerOf(endpoint, call)).status).toBe(204);
    expect(steps).toEqual(erasing);
    expect(isGone()).toBe(true);
  });

  it('R11.1 a session from before the cut of sessions cannot continue it', async () => {
    const { endpoint, steps } = setup({ isClosed: true });
    const { sessionsValidFrom } = anAccount();
    const earlier = { ...call, session: aSession({ issuedAt: sessionsValidFrom - 1 }) };
    expect(await problemOf(endpoint, earlier)).toEqual({ code: 'session-ended', details: {} });
    expect(steps).toEqual([]);
    const first = { ...call, session: aSession({ issuedAt: sessionsValidFrom }) };
    expect((await answerOf(endpoint, first)).status).toBe(204);
  });

  it('R11.1 a second call after it is finished gets: the session has ended', async () => {
    const { endpoint, steps } = setup();
    await answerOf(endpoint, call);
    steps.length = 0;
    expect(await problemOf(endpoint, call)).toEqual({ code: 'session-ended', details: {} });
    expect(steps).toEqual([]);
  });

  it('R11.1 without the message in the queue nothing is closed: nothing would finish it', async () => {
    const { endpoint, steps, isOpen } = setup({ failing: { 'queue account-1': new Error('throttled') } });
    await expect(endpoint.behave(call)).rejects.toThrow('throttled');
    expect(steps.at(-1)).toBe('queue account-1');
    expect(isOpen()).toBe(true);
  });

  it('R11.1 does not say cancelled where the account could not be closed, and erases nothing', async () => {
    const { endpoint, steps } = setup({ failing: { 'close account-1': new Error('throttled') } });
    await expect(endpoint.behave(call)).rejects.toThrow('throttled');
    expect(steps.at(-1)).toBe('close account-1');
  });

  it.each(erasing)('R11.1 where "%s" fails, access has ended and the queue does the rest', async (name) => {
    const log = writtenLog();
    const { endpoint, isOpen } = setup({ failing: { [name]: new Error('anna@example.org is throttled') } });
    expect(await answerOf(endpoint, call)).toEqual({ status: 204, body: null, cookies: [cleared] });
    expect(isOpen()).toBe(false);
    expect(log.lines()).toEqual([
      expect.objectContaining({
        level: 'info',
        message: 'cancelling-left-to-queue',
        operation: 'cancel-registration',
        reason: 'failed',
        error: 'Error',
      }),
    ]);
    expect(log.text()).not.toContain('anna');
  });

  it.each([
    ['pool-busy', { 'sign-out-everywhere': new DomainError('busy') }],
    ['mail-throttled', { 'send registration-cancelled anna@example.org': new MailNotSent('throttled') }],
  ])('leaves the rest to the queue and logs why: %s', async (reason, failing) => {
    const log = writtenLog();
    const { endpoint } = setup({ failing });
    expect((await answerOf(endpoint, call)).status).toBe(204);
    expect(log.lines()).toEqual([expect.objectContaining({ message: 'cancelling-left-to-queue', reason })]);
  });

  it('the customer waits six seconds at most; the queue does the rest', async () => {
    const log = writtenLog();
    const inTime = setup({ pages: { each: 2_000, many: 4 } });
    await answerOf(inTime.endpoint, call);
    expect([inTime.isGone(), log.lines()]).toEqual([true, []]);
    const late = setup({ pages: { each: 2_000, many: 5 } });
    expect((await answerOf(late.endpoint, call)).status).toBe(204);
    expect(late.isGone()).toBe(false);
    expect(log.lines()).toEqual([expect.objectContaining({ reason: 'out-of-time' })]);
  });
});
