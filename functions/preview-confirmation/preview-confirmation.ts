import * as contract from '#shared/contract/registrations.ts';
import { maskMobile } from '#shared/customers/accounts/masked-mobile.ts';
import type { Persons } from '#shared/customers/persons/persons.ts';
import { enrollablePolicies } from '#shared/customers/registration/eligibility.ts';
import type { Registrations } from '#shared/customers/registration/registrations.ts';
import { hashToken } from '#shared/customers/registration/tokens.ts';
import type { Registry } from '#shared/insurer/registry/registry.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { maskPolicyNumber } from '#shared/policies/policy-view.ts';

type Needs = {
  readonly registry: Pick<Registry, 'policiesOf'>;
  readonly registrations: Pick<Registrations, 'findByToken' | 'findEnrolled' | 'recordNamed'>;
  readonly persons: Pick<Persons, 'customerIdsOf'>;
  readonly now: () => Date;
};

/** Lists, masked, what the button will enrol, and records it: pressing the button accepts only that (R2.10). */
export const previewConfirmation = ({ registry, registrations, persons, now }: Needs) =>
  endpoint(contract.previewConfirmation, async ({ body }) => {
    const tokenHash = hashToken(body.token);
    const link = await registrations.findByToken(tokenHash, now());
    if (link?.registration.state !== 'pending') throw new DomainError('confirmation-expired');
    const { mobile } = link.registration;
    const customerIds = await persons.customerIdsOf(link.registration);
    const policies = await enrollablePolicies(registry, registrations, customerIds);
    const named = await registrations.recordNamed(
      tokenHash,
      policies.map(({ policyNumber }) => policyNumber),
    );
    const shown = policies.filter(({ policyNumber }) => named.includes(policyNumber));
    return ok({
      mobile: maskMobile(mobile),
      policies: shown.map(({ product, policyNumber }) => ({
        product,
        policyNumber: maskPolicyNumber(policyNumber),
      })),
    });
  });
