import type { NaturalIdentity } from '#shared/contract/fields.ts';
import type { Pseudonym, Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { foldAccents, joinName, normaliseText, saysSomething } from './names.ts';
import { normalisePlace } from './places.ts';

/** The fields that are compared one by one. The date of birth must be exact: it is part of the identity key. */
export const identityFields = ['name', 'birthName', 'birthPlace', 'mothersName'] as const;
export type IdentityField = (typeof identityFields)[number];

/** A person's identity data in the form that is compared (R2.4). Only in memory. */
export type PersonIdentity = Readonly<Record<IdentityField, string>> & { readonly birthDate: string };

/** What the portal may keep: pseudonyms of each field, exact and without accents, and the key that finds candidates. */
export type IdentityPseudonyms = {
  readonly identityKey: string;
  readonly exact: Readonly<Record<IdentityField, string>>;
  readonly folded: Readonly<Record<IdentityField, string>>;
  /** The person comes from a file without any accent: all fields are compared without accents (R2.4). */
  readonly isUnaccented?: true | undefined;
};

/** The identity that somebody has entered. */
export type AskedIdentity = IdentityPseudonyms & {
  /** Whether name and birth name are the same words. Only in memory: the pseudonyms of two fields do not show it. */
  readonly isNamedAsBorn: boolean;
};

/**
 * The name at birth. Empty, or only hyphens, it equals the current name (R2.4). An empty half equals that half of the current name;
 * a hyphen as one half means that the person was born with the other name only (R2.1).
 */
function birthNameOf({ familyName, givenName, birthFamilyName, birthGivenName }: NaturalIdentity): string {
  if (!saysSomething(birthFamilyName + birthGivenName)) return joinName(familyName, givenName);
  const isLeftOut = (part: string) => !saysSomething(part) && normaliseText(part) !== '-';
  return joinName(
    isLeftOut(birthFamilyName) ? familyName : birthFamilyName,
    isLeftOut(birthGivenName) ? givenName : birthGivenName,
  );
}

/** The normalised identity. */
export const normaliseIdentity = (identity: NaturalIdentity): PersonIdentity => ({
  name: joinName(identity.familyName, identity.givenName),
  birthName: birthNameOf(identity),
  birthPlace: normalisePlace(identity.birthPlace),
  birthDate: identity.birthDate,
  mothersName: joinName(identity.mothersFamilyName, identity.mothersGivenName),
});

/**
 * The pseudonyms of an identity. Each is bound to the identity key, so that equal fields of two persons (a place, a mother's
 * name) look different in the table.
 */
export function pseudonymise(person: PersonIdentity, pseudonym: Pseudonym): IdentityPseudonyms {
  const identityKey = pseudonym('identity', person.birthDate, foldAccents(person.birthName));
  const each = (purpose: string, of: (value: string) => string): Record<IdentityField, string> => ({
    name: pseudonym(purpose, identityKey, 'name', of(person.name)),
    birthName: pseudonym(purpose, identityKey, 'birthName', of(person.birthName)),
    birthPlace: pseudonym(purpose, identityKey, 'birthPlace', of(person.birthPlace)),
    mothersName: pseudonym(purpose, identityKey, 'mothersName', of(person.mothersName)),
  });
  return { identityKey, exact: each('identity-exact', (value) => value), folded: each('identity-folded', foldAccents) };
}

/**
 * The pseudonyms of an entered identity, to compare with the registry's: under every known secret, the current one first, because
 * rows of the registry may still have another one.
 */
export function askFor(
  person: PersonIdentity,
  { all: [current, ...others] }: Pseudonyms,
): readonly [AskedIdentity, ...AskedIdentity[]] {
  const ask = (pseudonym: Pseudonym): AskedIdentity => ({
    ...pseudonymise(person, pseudonym),
    isNamedAsBorn: person.name === person.birthName,
  });
  return [ask(current), ...others.map(ask)];
}

/** A pseudonym that all persons with equal identity data share. */
export const groupOf = (person: PersonIdentity, pseudonym: Pseudonym): string =>
  pseudonym('identity-group', person.birthDate, ...identityFields.map((field) => person[field]));
