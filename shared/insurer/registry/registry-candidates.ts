import { hash } from 'node:crypto';
import { groupOf, normaliseIdentity, pseudonymise } from '#shared/insurer/identity/person-identity.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import type { Key } from '#shared/platform/tables/portal-keys.ts';
import type { RegistryPolicy } from './registry.ts';
import { policyKey, registryPersonKey } from './registry-keys.ts';
import type { RowToWrite } from './registry-row.ts';

/** Raise one when its items change their form: then unchanged rows are written again. */
const policyForm = '1';
const personForm = '2';

/** A person to write, and the groups that it shares with persons of equal identity data (identity-groups.ts). */
export type CandidatePerson = {
  readonly customerId: string;
  /** Under every known secret: a person who was written with another one is found in the same group. */
  readonly groups: readonly string[];
};

/** An item that may have to be written; its content is made only then. */
export type Candidate = Key & {
  /** Equal digests are equal contents. */
  readonly digest: string;
  readonly content: () => object;
  /** The policy, where the item is one. */
  readonly policy?: RegistryPolicy;
  /** The person, where the item is one. */
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
    // Of the normalised data: a new alias of a place rewrites whom it concerns. A pseudonym, since plain digests of names
    // can be guessed; it carries the secret's version, so that a rotated secret rewrites everybody.
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

/** The items that a row makes: its policy, and its person where the row brings one. */
export const candidatesOf = (row: RowToWrite, pseudonyms: Pseudonyms): readonly Candidate[] => [
  ...(row.withoutPolicy ? [] : [policyCandidate(row)]),
  ...(row.withPerson ? [personCandidate(row, pseudonyms)] : []),
];
