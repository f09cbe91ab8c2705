import type { NaturalIdentity } from '#shared/contract/fields.ts';
import { identifyPerson, type SeveralCustomerIds } from '#shared/insurer/identity/identify-person.ts';
import { askFor, normaliseIdentity } from '#shared/insurer/identity/person-identity.ts';
import { findCandidates, type Registry, type RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import type { LimitName } from '#shared/platform/limits/limit-names.ts';
import { type Limited, type Limits, networkWindow, takeAll, viewerNetwork } from '#shared/platform/limits/limits.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';

export type IdentifyNeeds = {
  readonly registry: Pick<Registry, 'candidates' | 'policiesOf'>;
  readonly limits: Limits;
  readonly pseudonyms: Pseudonyms;
  readonly limitName: LimitName;
  readonly several: SeveralCustomerIds;
  /** A day, with one person's data: from one network, and from all. */
  readonly failedIdentificationsPerPerson: number;
  readonly failedIdentificationsInAll: number;
  /** Within `networkWindow`, from one network. */
  readonly failedIdentificationsPerAddress: number;
  readonly helpline: string;
};

export type IdentifiedCustomer = {
  /** More than one only if they count as one person (R9.2a). */
  readonly customerIds: readonly [string, ...string[]];
  readonly policies: readonly RegistryPolicy[];
};

/**
 * The counts of an attempt with one person's data (R2.3a). A stranger's failures from one network leave the person free on every
 * other one: only the much higher total counts against both. A network that is not known counts as one.
 */
function limitedFor(
  { limitName, ...settings }: IdentifyNeeds,
  identityKey: string,
  viewerAddress: string,
): readonly Limited[] {
  const network = viewerNetwork(viewerAddress);
  const ofNetwork: Limited[] = [];
  if (network !== undefined)
    ofNetwork.push({
      kind: 'IDENTIFY-NETWORK',
      who: limitName('identify-network', network),
      max: settings.failedIdentificationsPerAddress,
      window: networkWindow,
    });
  return [
    {
      kind: 'IDENTIFY-PERSON-NETWORK',
      who: limitName('identify-person-network', identityKey, network ?? ''),
      max: settings.failedIdentificationsPerPerson,
    },
    ...ofNetwork,
    { kind: 'IDENTIFY-PERSON', who: identityKey, max: settings.failedIdentificationsInAll },
  ];
}

/**
 * Finds the registry's person with these data, and their policies. It counts every attempt before comparing and takes the count
 * back on success, so parallel attempts cannot pass the limit together. Throws `identification-failed`, the same for every field
 * and for two persons with the same data (R2.3), and `too-many-requests`; both name the helpline.
 */
export async function identifyCustomer(
  needs: IdentifyNeeds,
  identity: NaturalIdentity,
  viewerAddress: string,
  now: Date,
): Promise<IdentifiedCustomer> {
  const { registry, limits, pseudonyms, several, helpline } = needs;
  const asked = askFor(normaliseIdentity(identity), pseudonyms);
  const [candidates, attempts] = await Promise.all([
    findCandidates(registry, asked),
    takeAll(limits, limitedFor(needs, asked[0].identityKey, viewerAddress), now, helpline),
  ]);
  const identified = identifyPerson(asked, candidates, several);
  if (identified.outcome !== 'found') throw new DomainError('identification-failed', { helpline });
  const [first, ...others] = identified.persons.map(({ customerId }) => customerId).sort();
  const customerIds = [first ?? '', ...others] as const;
  const [policies] = await Promise.all([
    Promise.all(customerIds.map((customerId) => registry.policiesOf(customerId))),
    ...attempts.map((attempt) => limits.giveBack(attempt)),
  ]);
  return { customerIds, policies: policies.flat() };
}
