import type { NaturalIdentity } from '#shared/contract/fields.ts';
import { askFor, normaliseIdentity } from '#shared/identity/person-identity.ts';
import { createPseudonym } from '#shared/secrets/pseudonym.ts';

/** The HMAC of tests; its secret protects nothing. */
export const testPseudonym = createPseudonym({ version: 't1', secret: 'only for tests, protects nothing at all' });

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
  askFor(normaliseIdentity(anIdentity(changes)), testPseudonym);
