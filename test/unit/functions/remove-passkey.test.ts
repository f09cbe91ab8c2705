import { describe, expect, it } from 'vitest';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall, aSession } from '#test/builders/call.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { removePasskey } from '../../../functions/remove-passkey/remove-passkey.ts';

const now = () => new Date('2027-01-31T12:00:00Z');
const call = { ...aCustomersCall, path: { passkeyId: 'A'.repeat(43) } };

function setup(account: Account | undefined = anAccount(), isThere = true) {
  const removed: unknown[][] = [];
  const endpoint = removePasskey({
    accounts: accountsWith(account),
    passkeys: {
      async remove(...args) {
        removed.push(args);
        return isThere;
      },
    },
    now,
  });
  return { endpoint, removed };
}

describe('remove-passkey', () => {
  it('removes a passkey of the caller’s own account without a password, with who, where and when', async () => {
    const { endpoint, removed } = setup();
    expect((await answerOf(endpoint, call)).status).toBe(204);
    const changing = { caller: aSession(), customerId: 'C-1', kind: { browser: 'other', system: 'other' } };
    expect(removed).toEqual([[changing, call.path.passkeyId, now()]]);
  });

  it('does not know a passkey that the account does not have', async () => {
    expect((await problemOf(setup(anAccount(), false).endpoint, call)).code).toBe('passkey-not-found');
  });

  it.each(endedSessions.filter(({ account }) => account))('removes nothing where $why', async ({ account }) => {
    const { endpoint, removed } = setup(account);
    expect((await problemOf(endpoint, call)).code).toBe('session-ended');
    expect(removed).toEqual([]);
  });
});
