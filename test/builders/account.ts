import { type Account, type Accounts, requireLiveAccount } from '#shared/sign-in/sessions/accounts.ts';

/** An active account that chose its password long ago; invented data. */
export const anAccount = (over: Partial<Account> = {}): Account => ({
  username: 'anna',
  email: 'anna@example.org',
  mobile: '+36301234567',
  language: 'hu',
  customerId: 'C-1',
  contact: '1.pseudonym',
  registeredAt: '2027-01-01T09:00:00.000Z',
  sessionsValidFrom: Date.parse('2027-01-01T09:00:00Z') / 1000,
  state: 'active',
  ...over,
});

/** The one account of a portal, judged by the portal's own rule; undefined: the account is gone. */
export const accountsWith = (account: Account | undefined): Accounts => ({
  live: async (session) => requireLiveAccount(account, session),
});

/** All the ways in which a session can have ended, for tests that a behaviour then answers nothing. */
export const endedSessions = [
  { why: 'the account is gone', account: undefined },
  { why: 'the account is closed', account: anAccount({ state: 'closed' }) },
  { why: 'R10.4 the account is contested', account: anAccount({ state: 'frozen' }) },
  {
    why: 'its sessions were ended since',
    account: anAccount({ sessionsValidFrom: Date.parse('2027-01-31T11:00:01Z') / 1000 }),
  },
  { why: 'it was signed out', account: anAccount({ endedSessions: { 'session-1': 2_000_000_000 } }) },
] as const;
