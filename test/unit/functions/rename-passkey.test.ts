import { describe, expect, it } from 'vitest';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall } from '#test/builders/call.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { renamePasskey } from '../../../functions/rename-passkey/rename-passkey.ts';

const call = { ...aCustomersCall, path: { passkeyId: 'A'.repeat(43) }, body: { name: 'Régi telefon' } };

function setup(account: Account | undefined = anAccount(), isThere = true) {
  const renamed: string[][] = [];
  const endpoint = renamePasskey({
    accounts: accountsWith(account),
    passkeys: {
      async rename(...args) {
        renamed.push(args);
        return isThere;
      },
    },
  });
  return { endpoint, renamed };
}

describe('rename-passkey', () => {
  it('renames a passkey of the caller’s own account', async () => {
    const { endpoint, renamed } = setup();
    expect((await answerOf(endpoint, call)).status).toBe(204);
    expect(renamed).toEqual([['account-1', call.path.passkeyId, 'Régi telefon']]);
  });

  it('does not know a passkey that the account does not have', async () => {
    expect((await problemOf(setup(anAccount(), false).endpoint, call)).code).toBe('passkey-not-found');
  });

  it.each(endedSessions.filter(({ account }) => account))('renames nothing where $why', async ({ account }) => {
    const { endpoint, renamed } = setup(account);
    expect((await problemOf(endpoint, call)).code).toBe('session-ended');
    expect(renamed).toEqual([]);
  });
});
