import { hash } from 'node:crypto';
import { normaliseIdentity, pseudonymise } from '#shared/identity/person-identity.ts';
import type { Pseudonym } from '#shared/secrets/pseudonym.ts';
import type { Key } from '#shared/tables/portal-keys.ts';
import type { RegistryPolicy } from './registry.ts';
import { policyKey, registryPersonKey } from './registry-keys.ts';
import type { RowToWrite } from './registry-writer.ts';

/** Raised when items are written in another form, so that unchanged rows are written anew. */
const itemForm = '1';

/** An item to be: its content is made only when it has to be written. */
export type Candidate = Key & {
  /** Equal digests are equal contents. */
  readonly digest: string;
  readonly content: () => object;
  /** The policy, where the item is one. */
  readonly policy?: RegistryPolicy;
};

function policyCandidate({ policyNumber, product, state, paymentMethod, customerId }: RowToWrite): Candidate {
  const policy = { policyNumber, product, state, paymentMethod, holder: customerId };
  const text = JSON.stringify([itemForm, ...Object.values(policy)]);
  return { ...policyKey(policyNumber), digest: hash('sha256', text, 'base64url'), content: () => policy, policy };
}

function personCandidate({ customerId, identity }: RowToWrite, pseudonym: Pseudonym): Candidate {
  const person = normaliseIdentity(identity);
  return {
    ...registryPersonKey(customerId),
    // Of the normalised data: a new alias of a place rewrites whom it concerns. A pseudonym, since plain digests of names can be guessed.
    digest: pseudonym('person-digest', itemForm, customerId, ...Object.values(person)),
    content: () => ({ customerId, ...pseudonymise(person, pseudonym) }),
  };
}

/** The items that a row makes: its policy, and its person where the row brings one. */
export const candidatesOf = (row: RowToWrite, pseudonym: Pseudonym): readonly Candidate[] => [
  ...(row.withoutPolicy ? [] : [policyCandidate(row)]),
  ...(row.withPerson ? [personCandidate(row, pseudonym)] : []),
];
