import { describe, expect, it } from 'vitest';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall } from '#test/builders/call.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { endSessions } from '../../../functions/end-sessions/end-sessions.ts';

function setup({
  account,
  isClosedMeanwhile,
}: {
  account?: ReturnType<typeof anAccount>;
  isClosedMeanwhile?: true;
} = {}) {
  const steps: string[] = [];
  let now = Date.parse('2027-01-31T12:00:00.400Z');
  const endpoint = endSessions({
    accounts: accountsWith(account),
    credentials: {
      async signOutEverywhere({ accountId, username }) {
        steps.push(`pool ${accountId} ${username}`);
      },
    },
    cutoff: {
      async set({ accountId, username }, from) {
        steps.push(`cut ${accountId} ${username} ${new Date(from * 1000).toISOString()}`);
        return !isClosedMeanwhile;
      },
    },
    now: () => new Date(now),
    pause: async (ms) => {
      now += ms;
    },
  });
  return { endpoint, steps, time: () => new Date(now).toISOString() };
}

describe('end-sessions', () => {
  it('R1.6 cuts all sessions of the account, also at the pool, and answers when a new sign-in is valid', async () => {
    const { endpoint, steps, time } = setup({ account: anAccount() });
    const answer = await answerOf(endpoint, aCustomersCall);
    expect([answer.status, answer.cookies]).toEqual([204, [expect.stringContaining('__Host-session=; Max-Age=0')]]);
    expect(steps).toEqual(['cut account-1 anna 2027-01-31T12:00:01.000Z', 'pool account-1 anna']);
    expect(time()).toBe('2027-01-31T12:00:01.500Z');
  });

  it.each(endedSessions)('R1.4 R11.1 ends nothing where $why', async ({ account }) => {
    const { endpoint, steps } = setup(account ? { account } : {});
    expect((await problemOf(endpoint, aCustomersCall)).code).toBe('session-ended');
    expect(steps).toEqual([]);
  });

  it('R11.1 the account was closed meanwhile: the session has ended anyway', async () => {
    const { endpoint } = setup({ account: anAccount(), isClosedMeanwhile: true });
    expect((await problemOf(endpoint, aCustomersCall)).code).toBe('session-ended');
  });
});
