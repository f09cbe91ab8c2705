import { hash } from 'node:crypto';
import { groupOf, normaliseIdentity, pseudonymise } from '#shared/insurer/identity/person-identity.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import type { Key } from '#shared/platform/tables/portal-keys.ts';
import type { RegistryPolicy } from './registry.ts';
import { policyKey, registryPersonKey } from './registry-keys.ts';
import type { RowToWrite } from './registry-row.ts';

/** Raise the number when the form of its items changes: then unchanged rows are written again. */
const policyForm = '1';
const personForm = '2';

/** A person to write, and the groups of persons with equal identity data (identity-groups.ts). */
export type CandidatePerson = {
  readonly customerId: string;
  /** Under every known secret, so that a person who was written under another one is found in the same group. */
  readonly groups: readonly string[];
};

/** An item that may have to be written; its content is only made then. */
export type Candidate = Key & {
  /** Equal digests are equal contents. */
  readonly digest: string;
  readonly content: () => object;
  /** The policy, if the item is one. */
  readonly policy?: RegistryPolicy;
  /** The person, if the item is one. */
  readonly person?: CandidatePerson;
};

function policyCandidate({ policyNumber, product, state, paymentMethod, customerId }: RowToWrite): Candidate {
  const policy = { policyNumber, product, state, paymentMethod, holder: customerId };
  const text = JSON.stringify([policyForm, ...Object.values(policy)]);
  return { ...policyKey(policyNumber), digest: hash('sha256', text, 'base64url'), content: () => policy, policy };
}

function personCandidate({ customerId, identity, isUnaccented }: RowToWrite, { current, all }: Pseudonyms): Candidate {
  const person = normaliseIdentity(identity);
  const groups = all.map((pseudonym) => groupOf(person, pseudonym));
  return {
    ...registryPersonKey(customerId),
    // A digest of the normalised data, so that a new alias of a place rewrites the persons it concerns. It is a pseudonym,
    // because names can be guessed from plain digests, and carries the secret's version, so that a rotated secret rewrites
    // everybody.
    digest: current(
      'person-digest',
      personForm,
      customerId,
      ...Object.values(person),
      ...(isUnaccented ? ['plain'] : []),
    ),
    content: () => ({
      ...{ customerId, groups, ...pseudonymise(person, current) },
      ...(isUnaccented ? { isUnaccented } : {}),
    }),
    person: { customerId, groups },
  };
}

/** The items of a row: its policy, and its person if it has one to write. */
export const candidatesOf = (row: RowToWrite, pseudonyms: Pseudonyms): readonly Candidate[] => [
  ...(row.withoutPolicy ? [] : [policyCandidate(row)]),
  ...(row.withPerson ? [personCandidate(row, pseudonyms)] : []),
];
