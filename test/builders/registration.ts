import type { ConfirmedRegistration, Registration } from '#shared/customers/registration/registration.ts';

/** A pending registration of the person of `aPolicy`, asked for on 31 January 2027; it expires a day later. */
export const aRegistration = (over: Partial<Registration> = {}): Registration => ({
  registrationId: 'R'.repeat(22),
  state: 'pending',
  username: 'minta.eva',
  email: 'eva@example.org',
  mobile: '+36301234567',
  language: 'hu',
  customerId: 'C1',
  contact: '1.pseudonym',
  createdAt: '2027-01-31T09:00:00.000Z',
  expiresAt: Date.parse('2027-02-01T09:00:00Z') / 1000,
  ...over,
});

/** The same one after its confirmation. */
export const aConfirmedRegistration = (over: Partial<ConfirmedRegistration> = {}): ConfirmedRegistration => ({
  ...aRegistration({ state: 'confirmed' }),
  accountId: 'account-1',
  ...over,
});
