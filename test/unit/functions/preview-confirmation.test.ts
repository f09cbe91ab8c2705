import { describe, expect, it } from 'vitest';
import { onePersonEach } from '#shared/customers/persons/persons.ts';
import type { Registration } from '#shared/customers/registration/registration.ts';
import { hashToken } from '#shared/customers/registration/tokens.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { aVisitorsCall } from '#test/builders/call.ts';
import { aConfirmedRegistration, aRegistration } from '#test/builders/registration.ts';
import { aPolicy } from '#test/builders/registry.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { previewConfirmation } from '../../../functions/preview-confirmation/preview-confirmation.ts';

const token = 'T'.repeat(43);
const call = { ...aVisitorsCall, body: { token } };

type Setup = {
  readonly registration?: Registration | undefined;
  readonly policies?: readonly RegistryPolicy[];
  readonly enrolled?: readonly string[];
  /** The policies that an earlier page of this link has named. */
  readonly namedBefore?: readonly string[];
  readonly persons?: Parameters<typeof previewConfirmation>[0]['persons'];
};

function setup({ policies = [aPolicy()], enrolled = [], namedBefore, persons = onePersonEach, ...rest }: Setup = {}) {
  const registration = 'registration' in rest ? rest.registration : aRegistration();
  const recorded: (readonly string[])[] = [];
  const endpoint = previewConfirmation({
    registry: { policiesOf: async (customerId) => policies.filter(({ holder }) => holder === customerId) },
    registrations: {
      findByToken: async (hash) =>
        registration && hash === hashToken(token) ? { registration, named: namedBefore } : undefined,
      findEnrolled: async (numbers) => new Set(numbers.filter((number) => enrolled.includes(number))),
      async recordNamed(hash, numbers) {
        expect(hash).toBe(hashToken(token));
        recorded.push(numbers);
        return namedBefore ? numbers.filter((number) => namedBefore.includes(number)) : numbers;
      },
    },
    persons,
    now: () => new Date('2027-01-31T12:00:00Z'),
  });
  return { endpoint, recorded };
}

describe('preview-confirmation', () => {
  it('R2.10 names the policies that the button enrols, and masks their numbers and the mobile', async () => {
    const policies = [aPolicy({ policyNumber: 'HU1234567' }), aPolicy({ policyNumber: 'K-22', product: 'kgfb' })];
    expect((await answerOf(setup({ policies }).endpoint, call)).body).toEqual({
      mobile: '+36 30 *** **67',
      policies: [
        { product: 'home', policyNumber: '*****4567' },
        { product: 'kgfb', policyNumber: '**22' },
      ],
    });
  });

  it('R2.10 records under the link every policy that it named', async () => {
    const { endpoint, recorded } = setup({ policies: [aPolicy(), aPolicy({ policyNumber: 'P-2' })] });
    await answerOf(endpoint, call);
    expect(recorded).toEqual([['P-1', 'P-2']]);
  });

  it('R2.10 names only policies that an earlier page of the link has named', async () => {
    const policies = [aPolicy(), aPolicy({ policyNumber: 'P-2' })];
    const { body } = await answerOf(setup({ policies, namedBefore: ['P-2'] }).endpoint, call);
    expect(body).toMatchObject({ policies: [{ policyNumber: '**2' }] });
  });

  it.each([
    ['R2.2 is not eligible', { policies: [aPolicy({ paymentMethod: 'postal-cheque' })] }],
    ['R2.10 is enrolled already', { enrolled: ['P-1'] }],
    ['belongs to another customer', { policies: [aPolicy({ holder: 'C2' })] }],
  ] as const)('names no policy that %s', async (_why, over) => {
    expect((await answerOf(setup(over).endpoint, call)).body).toMatchObject({ policies: [] });
  });

  it('R9.2a names the policies of all customerIds that count as the person’s', async () => {
    const persons = { customerIdsOf: async () => ['C1', 'C2'] as const };
    const policies = [aPolicy(), aPolicy({ policyNumber: 'P-2', holder: 'C2' })];
    const { body } = await answerOf(setup({ persons, policies }).endpoint, call);
    expect(body).toMatchObject({ policies: [{ policyNumber: '**1' }, { policyNumber: '**2' }] });
  });

  it.each([
    ['an unknown or expired link', undefined],
    ['a link that was confirmed', aConfirmedRegistration()],
  ])('R2.7 %s: gone, and nothing is kept', async (_what, registration) => {
    const { endpoint, recorded } = setup({ registration });
    expect((await problemOf(endpoint, call)).code).toBe('confirmation-expired');
    expect(recorded).toEqual([]);
  });
});
