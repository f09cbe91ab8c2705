import { describe, expect, it } from 'vitest';
import type { SweepOutcome, UnclaimedUsers } from '#shared/customers/accounts/unclaimed-users.ts';
import { finishCancelling } from '#shared/customers/cancelling/finish-cancelling.ts';
import { MailNotSent } from '#shared/messages/mail/mail.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { Postponed } from '#shared/platform/runtime/queue-worker.ts';
import { TableBusy } from '#shared/platform/tables/table-busy.ts';
import type { Holder } from '#shared/sign-in/credentials/credentials.ts';
import { anAccount } from '#test/builders/account.ts';
import { type Cancelling, memoryCancelling } from '#test/builders/memory-cancelling.ts';
import { finishCancellingMessage } from '../../../functions/finish-cancelling/finish-cancelling.ts';
import { sweepUsers } from '../../../functions/finish-cancelling/sweep-users.ts';

const body = JSON.stringify({ accountId: 'account-1' });
const sending = 'send registration-cancelled anna@example.org';
const erasing = ['versions v-1', 'erase DOCUMENT#1'];

function setup(over: Cancelling = {}) {
  const portal = memoryCancelling({ account: anAccount({ state: 'closed' }), ...over });
  return { ...portal, finish: finishCancellingMessage({ finish: finishCancelling(portal.needs) }) };
}

/** Why a message comes back to the queue. */
const postponed = (work: Promise<unknown>): Promise<string> =>
  work.then(
    (outcome) => `not postponed: ${outcome}`,
    (error: unknown) => {
      if (error instanceof Postponed) return error.code;
      throw error;
    },
  );

describe('finish-cancelling', () => {
  it('R11.1 erases everything in an order that can continue after a crash at any step', async () => {
    const { finish, steps, isGone } = setup();
    expect(await finish({ body, receiveCount: 1 })).toBe('finished');
    expect(steps).toEqual([
      ...['sign-out-everywhere', 'end-enrolments', 'tell-insurer', 'drop-correction', ...erasing],
      ...['take-mail', sending, 'mail sent', 'remove-user', 'forget'],
    ]);
    expect(isGone()).toBe(true);
  });

  it('R11.1 a mail that an earlier run has sent is not sent again', async () => {
    const { finish, steps } = setup({ mail: 'sent' });
    expect(await finish({ body, receiveCount: 2 })).toBe('finished');
    expect(steps).not.toContain(sending);
  });

  it('R11.1 an account that is gone: erases late writes of earlier calls', async () => {
    const { finish, steps } = setup({ account: undefined });
    expect(await finish({ body, receiveCount: 1 })).toBe('nothing-to-do');
    expect(steps).toEqual(erasing);
  });

  it('R11.1 an account that is not closed is left as it is', async () => {
    const { finish, steps, isOpen } = setup({ account: anAccount() });
    expect(await finish({ body, receiveCount: 1 })).toBe('nothing-to-do');
    expect([steps, isOpen()]).toEqual([[], true]);
  });

  it.each([
    ['out-of-time', { pages: { each: 40_001, many: 2 } }],
    ['password-held', { isTurnTaken: true }],
    ['mail-held', { mail: 'held' as const }],
    ['mail-throttled', { failing: { [sending]: new MailNotSent('throttled') } }],
    ['mail-unavailable', { failing: { [sending]: new MailNotSent('unavailable') } }],
    ['table-busy', { failing: { 'end-enrolments': new TableBusy(new Error('conflict')) } }],
    ['pool-busy', { failing: { 'remove-user': new DomainError('busy') } }],
  ])('%s: the message comes back, and the account stays closed', async (reason, over) => {
    const { finish, steps, isGone } = setup(over);
    expect(await postponed(finish({ body, receiveCount: 1 }))).toBe(reason);
    expect(steps).not.toContain('forget');
    expect(isGone()).toBe(false);
  });

  it.each([
    ['throttled', true],
    ['unavailable', false],
  ] as const)('a mail that is %s frees its lease for the next run: %s', async (failure, isFreed) => {
    const { finish, steps } = setup({ failing: { [sending]: new MailNotSent(failure) } });
    await postponed(finish({ body, receiveCount: 1 }));
    expect(steps.includes('mail not-sent')).toBe(isFreed);
  });

  it('R11.1 erases everything even when the address never takes mail', async () => {
    const { finish, isGone } = setup({ failing: { [sending]: new MailNotSent('rejected') } });
    expect(await finish({ body, receiveCount: 1 })).toBe('finished');
    expect(isGone()).toBe(true);
  });

  it.each([
    [5, 'mail-throttled'],
    [6, 'not postponed: finished'],
  ])('R11.1 gives the mail up after five tries, not the erasing: try %i', async (receiveCount, outcome) => {
    const { finish } = setup({ failing: { [sending]: new MailNotSent('throttled') } });
    expect(await postponed(finish({ body, receiveCount }))).toBe(outcome);
  });

  it.each(['{}', 'account-1', '{"accountId":""}'])('a message that names no account throws: %s', (wrong) => {
    const { finish, steps } = setup();
    expect(() => finish({ body: wrong, receiveCount: 1 })).toThrow();
    expect(steps).toEqual([]);
  });
});

describe('finish-cancelling by schedule', () => {
  const user = (n: number): Holder => ({ accountId: `account-${n}`, username: `user-${n}` });

  function setupSweep(pages: readonly (readonly Holder[])[], failing?: string) {
    const swept: string[] = [];
    const asked: (string | undefined)[] = [];
    const unclaimed: Pick<UnclaimedUsers, 'due' | 'sweep'> = {
      async due(_now, from) {
        asked.push(from);
        const at = Number(from ?? 0);
        return { users: pages[at] ?? [], next: at + 1 < pages.length ? String(at + 1) : undefined };
      },
      async sweep({ username }): Promise<SweepOutcome> {
        if (username === failing) throw new Error('the pool does not answer');
        swept.push(username);
        return 'swept';
      },
    };
    return { sweep: sweepUsers({ unclaimed, now: () => new Date('2027-01-31T12:00:00Z') }), swept, asked };
  }

  it('R2.8 sweeps the users that got no account, page by page', async () => {
    const { sweep, swept } = setupSweep([[user(1), user(2)], [user(3)]]);
    expect(await sweep()).toEqual({ due: 3, failed: 0 });
    expect(swept).toEqual(['user-1', 'user-2', 'user-3']);
  });

  it('one that fails does not stop the others, and is counted', async () => {
    const { sweep, swept } = setupSweep([[user(1), user(2)], [user(3)]], 'user-1');
    expect(await sweep()).toEqual({ due: 3, failed: 1 });
    expect(swept).toEqual(['user-2', 'user-3']);
  });

  it('a run works off 20 pages; the next one goes on', async () => {
    const { sweep, asked } = setupSweep(Array.from({ length: 25 }, (_, n) => [user(n)]));
    expect(await sweep()).toEqual({ due: 20, failed: 0 });
    expect(asked).toHaveLength(20);
  });
});
