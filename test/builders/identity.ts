import type { NaturalIdentity } from '#shared/contract/fields.ts';
import { askFor, normaliseIdentity } from '#shared/insurer/identity/person-identity.ts';
import { createPseudonyms } from '#shared/platform/secrets/pseudonym.ts';

/** The HMACs of tests; their secret protects nothing. */
export const testPseudonyms = createPseudonyms({
  version: 't1',
  secret: 'only for tests, protects nothing at all',
  others: [],
});
export const testPseudonym = testPseudonyms.current;

/** An invented person's natural identity data. */
export const anIdentity = (changes: Partial<NaturalIdentity> = {}): NaturalIdentity => ({
  familyName: 'Minta',
  givenName: 'Éva',
  birthFamilyName: 'Példás',
  birthGivenName: 'Éva',
  birthPlace: 'Győr',
  birthDate: '1980-02-29',
  mothersFamilyName: 'Teszt',
  mothersGivenName: 'Mária',
  ...changes,
});

/** The pseudonyms of an invented person. */
export const pseudonymsOf = (changes: Partial<NaturalIdentity> = {}) =>
  askFor(normaliseIdentity(anIdentity(changes)), testPseudonyms)[0];
