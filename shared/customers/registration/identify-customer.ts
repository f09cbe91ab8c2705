import type { NaturalIdentity } from '#shared/contract/fields.ts';
import { identifyPerson, type SeveralCustomerIds } from '#shared/insurer/identity/identify-person.ts';
import { askFor, normaliseIdentity } from '#shared/insurer/identity/person-identity.ts';
import { findCandidates, type Registry, type RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { type Limited, type Limits, takeAll, viewerNetwork } from '#shared/platform/limits/limits.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';

export type IdentifyNeeds = {
  readonly registry: Pick<Registry, 'candidates' | 'policiesOf'>;
  readonly limits: Limits;
  readonly pseudonyms: Pseudonyms;
  readonly several: SeveralCustomerIds;
  readonly failedIdentificationsPerPerson: number;
  readonly failedIdentificationsPerAddress: number;
  readonly helpline: string;
};

export type IdentifiedCustomer = {
  /** More than one only if they count as one person (R9.2a). */
  readonly customerIds: readonly [string, ...string[]];
  readonly policies: readonly RegistryPolicy[];
};

/**
 * Finds the registry's person with these data, and their policies. It counts every attempt before comparing and takes the count
 * back on success, so parallel attempts cannot pass the limit together. Throws `identification-failed`, the same for every field
 * and for two persons with the same data (R2.3), and `too-many-requests`; both name the helpline.
 */
export async function identifyCustomer(
  { registry, limits, pseudonyms, several, ...settings }: IdentifyNeeds,
  identity: NaturalIdentity,
  viewerAddress: string,
  now: Date,
): Promise<IdentifiedCustomer> {
  const asked = askFor(normaliseIdentity(identity), pseudonyms);
  const { current: pseudonym } = pseudonyms;
  const network = viewerNetwork(viewerAddress);
  const counted: Limited[] = [
    { kind: 'IDENTIFY-PERSON', who: asked[0].identityKey, max: settings.failedIdentificationsPerPerson },
  ];
  if (network !== undefined)
    counted.push({
      kind: 'IDENTIFY-ADDRESS',
      who: pseudonym('viewer-network', network),
      max: settings.failedIdentificationsPerAddress,
    });
  const [candidates, attempts] = await Promise.all([
    findCandidates(registry, asked),
    takeAll(limits, counted, now, settings.helpline),
  ]);
  const identified = identifyPerson(asked, candidates, several);
  if (identified.outcome !== 'found') throw new DomainError('identification-failed', { helpline: settings.helpline });
  const [first, ...others] = identified.persons.map(({ customerId }) => customerId).sort();
  const customerIds = [first ?? '', ...others] as const;
  const [policies] = await Promise.all([
    Promise.all(customerIds.map((customerId) => registry.policiesOf(customerId))),
    ...attempts.map((attempt) => limits.giveBack(attempt)),
  ]);
  return { customerIds, policies: policies.flat() };
}
