import { describe, expect, it } from 'vitest';
import { claimPart, freePart, isFreeFor } from '#shared/customers/contacts/dynamo-contact-claims.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { contactKey } from '#shared/platform/tables/portal-keys.ts';
import { setupRegistration } from '#test/support/registration-setup.ts';

const now = new Date('2027-01-31T09:00:00Z');
const later = now.getTime() / 1000 + 60;
const earlier = now.getTime() / 1000;

const claims = {
  'nobody has it': { claim: undefined, free: true },
  'it has expired': { claim: { customerId: 'C2', registrationId: 'r', expiresAt: earlier }, free: true },
  // Earlier versions wrote such claims (R2.3a).
  'somebody registers with it': { claim: { customerId: 'C2', registrationId: 'r', expiresAt: later }, free: true },
  'the person registers with it': { claim: { customerId: 'C1', registrationId: 'r', expiresAt: later }, free: true },
  'it is reserved for somebody': { claim: { customerId: 'C2', reservedFor: 'a', expiresAt: later }, free: false },
  'it is reserved for the person': { claim: { customerId: 'C1', reservedFor: 'a', expiresAt: later }, free: true },
  'an account has it': { claim: { customerId: 'C2', accountId: 'a' }, free: false },
  'an account of the person has it': { claim: { customerId: 'C1', accountId: 'a' }, free: false },
};

describe('R2.6 who may take an e-mail+mobile pair: the rule in code and the condition in the table agree', () => {
  it.each(Object.entries(claims))('%s', async (_, { claim, free }) => {
    const { client, put } = await setupRegistration([]);
    if (claim) await put(contactKey('pair'), claim);
    expect(isFreeFor(claim, 'C1', now)).toBe(free);
    expect((await transact(client, { free: freePart('portal', 'pair', 'C1', now) })).done).toBe(free);
    if (claim) await put(contactKey('pair'), claim);
    const mine = { customerId: 'C1', accountId: 'mine' };
    expect((await transact(client, { claim: claimPart('portal', 'pair', mine, now) })).done).toBe(free);
  });
});
