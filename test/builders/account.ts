import type { Account } from '#shared/sessions/account.ts';

/** An active account that chose its password long ago; example data of nobody. */
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
