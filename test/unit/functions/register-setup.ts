import { readHungarianMobile } from '#shared/contract/contacts/read-mobile.ts';
import { onePersonEach } from '#shared/customers/persons/persons.ts';
import type { Registration } from '#shared/customers/registration/registration.ts';
import type { Refusal, Reservation } from '#shared/customers/registration/registrations.ts';
import type { SeveralCustomerIds } from '#shared/insurer/identity/identify-person.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { aVisitorsCall } from '#test/builders/call.ts';
import { anIdentity, pseudonymsOf, testPseudonyms } from '#test/builders/identity.ts';
import { memoryLimits, testLimitName } from '#test/builders/memory-limits.ts';
import { aRegistration } from '#test/builders/registration.ts';
import { aPolicy } from '#test/builders/registry.ts';
import { aMailer } from '#test/support/a-mailer.ts';
import { register } from '../../../functions/register/register.ts';

export const noon = new Date('2027-01-31T12:00:00Z');
export const helpline = '(06 1) 335 3355';
export const application = {
  identity: anIdentity(),
  username: 'minta.eva',
  email: 'eva@example.org',
  mobile: '06 30 123 4567',
  language: 'hu',
  acceptTerms: true,
} as const;
export const call = { ...aVisitorsCall, body: application };
export const asSomebodyElse = { ...call, body: { ...application, identity: anIdentity({ givenName: 'Eszter' }) } };

type Setup = {
  readonly policies?: readonly RegistryPolicy[];
  /** The registry's persons with the identity of `anIdentity`. */
  readonly customerIds?: readonly string[];
  readonly several?: SeveralCustomerIds;
  readonly outcome?: Refusal | 'renewed';
  /** The address that the registration replaces. */
  readonly replaces?: Registration['replaces'];
  /** The one of several customerIds that the portal knows. */
  readonly known?: string;
};

/** The registration to which a form that was sent twice leads. */
export const renewed = aRegistration({ registrationId: 'E'.repeat(22) });

/** The endpoint over fakes: a registry that has one person. */
export function setup({
  policies = [aPolicy()],
  customerIds = ['C1'],
  several = 'refuse',
  outcome,
  known,
  replaces,
}: Setup = {}) {
  const reserved: Reservation[] = [];
  const settled: string[] = [];
  const withdrawn: (readonly [Registration, string])[] = [];
  const { limits, counted } = memoryLimits();
  const mails = aMailer();
  const identity = pseudonymsOf();
  const endpoint = register({
    registry: {
      candidates: async (key) =>
        key === identity.identityKey ? customerIds.map((customerId) => ({ customerId, identity })) : [],
      policiesOf: async (customerId) => policies.filter(({ holder }) => holder === customerId),
    },
    registrations: {
      async reserve(reservation) {
        reserved.push(reservation);
        if (outcome === 'renewed') return { registration: renewed, isRenewed: true };
        const { registration } = reservation;
        return outcome ?? { registration: replaces ? { ...registration, replaces } : registration, isRenewed: false };
      },
      settleReplaced: async (registrationId) => void settled.push(registrationId),
      withdraw: async (...given) => void withdrawn.push(given),
    },
    persons: { knownAs: async (ids) => known ?? onePersonEach.knownAs(ids) },
    limits,
    pseudonyms: testPseudonyms,
    limitName: testLimitName,
    several,
    failedIdentificationsPerPerson: 2,
    failedIdentificationsInAll: 6,
    failedIdentificationsPerAddress: 3,
    mailer: mails.mailer,
    origin: 'https://portal.example',
    readMobile: readHungarianMobile,
    helpline,
    now: () => noon,
  });
  return { endpoint, reserved, withdrawn, settled, counted, ...mails };
}
