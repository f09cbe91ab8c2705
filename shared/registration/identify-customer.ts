import type { NaturalIdentity } from '#shared/contract/fields.ts';
import { identifyPerson } from '#shared/identity/identify-person.ts';
import { askFor, normaliseIdentity } from '#shared/identity/person-identity.ts';
import { type Limited, type Limits, takeAll } from '#shared/limits/limits.ts';
import { viewerNetwork } from '#shared/limits/viewer-network.ts';
import type { Registry, RegistryPolicy } from '#shared/registry/registry.ts';
import { DomainError } from '#shared/runtime/domain-error.ts';
import type { Pseudonym } from '#shared/secrets/pseudonym.ts';

export type IdentifyNeeds = {
  readonly registry: Pick<Registry, 'candidates' | 'policiesOf'>;
  readonly limits: Limits;
  readonly pseudonym: Pseudonym;
  readonly failedIdentificationsPerPerson: number;
  readonly failedIdentificationsPerAddress: number;
  readonly helpline: string;
};

export type IdentifiedCustomer = { readonly customerId: string; readonly policies: readonly RegistryPolicy[] };

/**
 * The registry's person with these data, and their policies. Every attempt is counted before it is judged and given
 * back when it succeeds, so that attempts in parallel cannot pass the limit together. Throws `identification-failed`,
 * alike for every field and for two persons with the same data (R2.3), and `too-many-requests`; both name the helpline.
 */
export async function identifyCustomer(
  { registry, limits, pseudonym, ...settings }: IdentifyNeeds,
  identity: NaturalIdentity,
  viewerAddress: string,
  now: Date,
): Promise<IdentifiedCustomer> {
  const asked = askFor(normaliseIdentity(identity), pseudonym);
  const network = viewerNetwork(viewerAddress);
  const counted: Limited[] = [
    { kind: 'IDENTIFY-PERSON', who: asked.identityKey, max: settings.failedIdentificationsPerPerson },
  ];
  if (network !== undefined)
    counted.push({
      kind: 'IDENTIFY-ADDRESS',
      who: pseudonym('viewer-network', network),
      max: settings.failedIdentificationsPerAddress,
    });
  const [candidates] = await Promise.all([
    registry.candidates(asked.identityKey),
    takeAll(limits, counted, now, settings.helpline),
  ]);
  const identified = identifyPerson(asked, candidates);
  if (identified.outcome !== 'found') throw new DomainError('identification-failed', { helpline: settings.helpline });
  const { customerId } = identified.person;
  const [policies] = await Promise.all([
    registry.policiesOf(customerId),
    ...counted.map((limited) => limits.giveBack(limited)),
  ]);
  return { customerId, policies };
}
