import type { PaymentMethod, PolicyState, Product } from '#shared/contract/fields.ts';
import type { AskedIdentity, IdentityPseudonyms } from '#shared/insurer/identity/person-identity.ts';

/** A policy in the insurer's registry; `holder` is the person's customerId. */
export type RegistryPolicy = {
  readonly policyNumber: string;
  readonly product: Product;
  readonly state: PolicyState;
  readonly paymentMethod: PaymentMethod;
  readonly holder: string;
};

/** A person of the registry, without names, dates or places: only what they can be compared by. */
export type RegistryPerson = { readonly customerId: string; readonly identity: IdentityPseudonyms };

/** Reads the insurer's registry. */
export type Registry = {
  /** The persons with this date of birth and birth name (accents aside). */
  candidates(identityKey: string): Promise<readonly RegistryPerson[]>;
  /** All policies of a person; may lag behind an import by moments. */
  policiesOf(customerId: string): Promise<readonly RegistryPolicy[]>;
  /** One policy as it is now; undefined if the registry has none. */
  findPolicy(policyNumber: string): Promise<RegistryPolicy | undefined>;
};

/** The persons who match under any of the given secrets, each once. */
export async function findCandidates(
  registry: Pick<Registry, 'candidates'>,
  asked: readonly AskedIdentity[],
): Promise<readonly RegistryPerson[]> {
  const found = await Promise.all(asked.map(({ identityKey }) => registry.candidates(identityKey)));
  // The index may lag behind an import that writes a person under another secret, and so return the person twice.
  return [...new Map(found.flat().map((person) => [person.customerId, person])).values()];
}
