import { expect, it } from 'vitest';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall } from '#test/builders/call.ts';

/** A call about one passkey of the caller's. */
export const aPasskeysCall = { ...aCustomersCall, path: { passkeyId: 'A'.repeat(43) } };

/** What an endpoint that changes one passkey needs: `change` notes what it is asked in `asked`, and finds the passkey or not. */
export function setupPasskeyChange(account: Account | undefined = anAccount(), isThere = true) {
  const asked: unknown[][] = [];
  const change = async (...args: unknown[]) => {
    asked.push(args);
    return isThere;
  };
  return { accounts: accountsWith(account), change, asked };
}

type Given = ReturnType<typeof setupPasskeyChange>;

/** The tests that every endpoint which changes one passkey passes; `problem`: that of a call in these circumstances. */
export function refusesOthersPasskeys(problem: (given: Given) => Promise<{ readonly code: string }>): void {
  it('does not know a passkey that the account does not have', async () => {
    expect((await problem(setupPasskeyChange(anAccount(), false))).code).toBe('passkey-not-found');
  });

  it.each(endedSessions.filter(({ account }) => account))('changes nothing where $why', async ({ account }) => {
    const given = setupPasskeyChange(account);
    expect((await problem(given)).code).toBe('session-ended');
    expect(given.asked).toEqual([]);
  });
}
