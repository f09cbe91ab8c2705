import { describe, expect, it } from 'vitest';
import { isCountry } from '#shared/insurer/identity/countries.ts';
import { identifyPerson } from '#shared/insurer/identity/identify-person.ts';
import { joinName, normaliseName } from '#shared/insurer/identity/names.ts';
import { neighbouringTowns } from '#shared/insurer/identity/neighbouring-towns.ts';
import { placeAliases } from '#shared/insurer/identity/place-aliases.ts';
import { normalisePlace } from '#shared/insurer/identity/places.ts';
import { townsInTwoLanguages } from '#shared/insurer/identity/towns-in-two-languages.ts';
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

describe('R2.4 a title is dropped wherever it is written', () => {
  const [family, given] = ['Kiss-Nagy', 'Éva Mária'];
  it.each([
    ...[
      'dr.',
      'DR',
      'Prof.',
      'prof',
      'ifj.',
      'Ifj',
      'legifj.',
      'id.',
      'Id',
      'özv.',
      'ÖZV',
      'jr.',
      'JR',
      'sr.',
      'Sr',
      'PhD',
    ],
    ...[
      'Ph.D.',
      'PHD.',
      'ifjabb',
      'idősebb',
      'özvegy',
      'doktor',
      'professzor',
      'junior',
      'senior',
      'Prof. Dr.',
      'Dr. habil.',
    ],
    ...['dr. univ.', 'Dr.med.', 'dr. jur.', 'DSc', 'CSc', 'DLA', 'MBA', 'Ing.', 'MUDr.'],
  ])('%s', (title) => {
    const places: readonly (readonly [family: string, given: string])[] = [
      ...([`${title} ${family}`, `${family} ${title}`, `${family}, ${title}`, `(${title}) ${family}`] as const).map(
        (name) => [name, given] as const,
      ),
      ...(
        [
          `${title} ${given}`,
          `Éva ${title} Mária`,
          `${given} ${title}`,
          `${given}, ${title}`,
          `${given} (${title})`,
        ] as const
      ).map((name) => [family, name] as const),
      ...[[`Kiss-${title} Nagy`, given] as const, [`${title}\u00a0\u200b${family}`, given] as const],
      ...(title.endsWith('.') ? [[`${title}${family}`, given] as const] : []),
    ];
    for (const place of places) expect(joinName(...place)).toBe(joinName(family, given));
  });
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

describe('R2.4 every town with another name, with whatever people write around it', () => {
  const countries = ['Románia', 'Egyesült Államok', 'Ukrán SZSZK', 'volt Jugoszlávia', 'Cseh Köztársaság', 'RO'];
  const towns = [...placeAliases, ...neighbouringTowns, ...townsInTwoLanguages].filter(([name]) => !isCountry(name));
  it.each(towns.map((names) => [names] as const))('%j', ([name = '', ...others]) => {
    for (const town of [name, ...others].filter((each) => !each.includes('/')))
      for (const written of [
        ...[town.toUpperCase(), town.normalize('NFD'), `${town}.`, `1234 ${town}`],
        ...countries.flatMap((country) => [`${town}, ${country}`, `${town} (${country})`, `${town} - ${country}`]),
        ...[`${town} Románia`, `Románia, ${town}`],
        ...others.flatMap((other) => [`${town}/${other}`, `${other} (${town})`]),
      ])
        expect(normalisePlace(written)).toBe(name);
  });
});
