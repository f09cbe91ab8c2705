import type { AskedIdentity } from '#shared/insurer/identity/person-identity.ts';
import type { Registry, RegistryPerson } from './registry.ts';

/** The persons that somebody may be, found under every secret that was asked for, each once. */
export async function findCandidates(
  registry: Pick<Registry, 'candidates'>,
  asked: readonly AskedIdentity[],
): Promise<readonly RegistryPerson[]> {
  const found = await Promise.all(asked.map(({ identityKey }) => registry.candidates(identityKey)));
  // The index may lag behind an import that writes a person under another secret.
  return [...new Map(found.flat().map((person) => [person.customerId, person])).values()];
}
