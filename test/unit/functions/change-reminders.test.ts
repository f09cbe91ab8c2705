import { describe, expect, it } from 'vitest';
import type { ReminderSettings } from '#shared/documents/reminders/reminders.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall } from '#test/builders/call.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { changeReminders } from '../../../functions/change-reminders/change-reminders.ts';

function setup({ account } = { account: anAccount() } as { account: ReturnType<typeof anAccount> | undefined }) {
  const chosen = new Map<string, ReminderSettings>();
  const endpoint = changeReminders({
    reminders: {
      async set(session, reminders) {
        await accountsWith(account).live(session);
        chosen.set(session.accountId, reminders);
      },
    },
  });
  return { endpoint, chosen };
}

const body = { beforeEnd: true, unread: false };

describe('change-reminders', () => {
  it('R14.1 sets which reminders the account that the token names gets', async () => {
    const { endpoint, chosen } = setup();
    expect(await answerOf(endpoint, { ...aCustomersCall, body })).toEqual({ status: 204, body: null });
    expect([...chosen]).toEqual([['account-1', body]]);
  });

  it.each(endedSessions)('sets nothing when $why', async (of) => {
    const { endpoint, chosen } = setup(of);
    expect(await problemOf(endpoint, { ...aCustomersCall, body })).toMatchObject({ code: 'session-ended' });
    expect(chosen.size).toBe(0);
  });
});
