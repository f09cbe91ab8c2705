import { describe, expect, it } from 'vitest';
import { identifyPerson } from '#shared/insurer/identity/identify-person.ts';
import { normaliseName } from '#shared/insurer/identity/names.ts';
import { normalisePlace } from '#shared/insurer/identity/places.ts';
import { type Changes, peopleInputs as inputs } from '#test/builders/field-inputs/people.ts';
import { anIdentity, pseudonymsOf } from '#test/builders/identity.ts';

/** Whether somebody who types this is found where the registry has that. */
const isFound = (registry: Changes, typed: Changes, more: { readonly isUnaccented?: true } = {}) =>
  identifyPerson(
    [pseudonymsOf(typed)],
    [{ customerId: 'C1', identity: { ...pseudonymsOf(registry), ...more } }],
    'refuse',
  ).outcome === 'found';

describe('R2.4 encodings are not accents', () => {
  it.each([...inputs.latin1Letters, ...inputs.romanianLetters])('%j <- %j', (registry, typed) => {
    expect(isFound(registry, typed)).toBe(true);
    expect(isFound(typed, registry)).toBe(true);
  });
});

describe('R2.4 what shows nothing is no difference', () => {
  it.each(inputs.invisible)('%j', (character) => {
    const { birthDate, ...fields } = anIdentity();
    const typed = Object.fromEntries(
      Object.entries(fields).map(([name, text]) => [name, character + [...text].join(character) + character]),
    );
    expect(isFound({}, typed)).toBe(true);
    expect(isFound({ birthDate }, { ...typed, familyName: 'Mint' })).toBe(false);
  });
});

describe('R2.4 titles and the shapes of letters are no part of a name', () => {
  it.each([...inputs.titles, ...inputs.shapes])('%s = %s', (one, other) =>
    expect(normaliseName(one)).toBe(normaliseName(other)),
  );
  it.each(inputs.noTitles)('%s is not %s', (one, other) => expect(normaliseName(one)).not.toBe(normaliseName(other)));
});

describe('R2.4 places with their country, county, district, postal code or other name', () => {
  it.each(inputs.places)('%s = %s', (one, other) => expect(normalisePlace(other)).toBe(normalisePlace(one)));
  it.each(inputs.otherPlaces)('%s is not %s', (one, other) =>
    expect(normalisePlace(other)).not.toBe(normalisePlace(one)),
  );
});

describe('R2.4 a registry without accents', () => {
  it.each(inputs.asciiRegistry)('%j <- %j', (registry, typed) =>
    expect(isFound(registry, typed, { isUnaccented: true })).toBe(true),
  );
});

describe('R2.3 names that are not those of the policy are nobody’s', () => {
  it.each(inputs.wrongNames)('%j', (typed) => {
    expect(isFound({}, typed)).toBe(false);
    expect(isFound({}, typed, { isUnaccented: true })).toBe(false);
  });
});

describe('R2.1 one name only', () => {
  const named = ([familyName, givenName]: readonly [string, string]) => ({
    ...{ familyName, givenName, birthFamilyName: familyName, birthGivenName: givenName },
  });
  it.each(inputs.oneName)('%j <- %j', (registry, typed) => expect(isFound(named(registry), named(typed))).toBe(true));
});
