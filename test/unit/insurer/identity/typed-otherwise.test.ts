import { describe, expect, it } from 'vitest';
import type { NaturalIdentity } from '#shared/contract/fields.ts';
import { identifyPerson } from '#shared/insurer/identity/identify-person.ts';
import { anIdentity, pseudonymsOf } from '#test/builders/identity.ts';

type Changes = Partial<NaturalIdentity>;

/** Whether somebody who types this is found where the registry has that. */
const isFound = (registry: Changes, typed: Changes) =>
  identifyPerson([pseudonymsOf(typed)], [{ customerId: 'C1', identity: pseudonymsOf(registry) }], 'refuse').outcome ===
  'found';

/** Both, since either side may be the old system's. */
const bothWays = (registry: Changes, typed: Changes) => [isFound(registry, typed), isFound(typed, registry)];

describe('R2.4 letters that Latin-1 lacks are found in several fields, whoever wrote them', () => {
  it.each<[registry: Changes, typed: Changes]>([
    [
      { familyName: 'Szõke', birthPlace: 'Gyõr' },
      { familyName: 'Szőke', birthPlace: 'Győr' },
    ],
    [
      { familyName: 'Fûrész', mothersFamilyName: 'Gyûrûs' },
      { familyName: 'Fűrész', mothersFamilyName: 'Gyűrűs' },
    ],
    [
      { familyName: 'SZÕKE', givenName: 'GERGÕ' },
      { familyName: 'Szőke', givenName: 'Gergő' },
    ],
    [
      { familyName: 'FÛTÕ', birthPlace: 'GYÕR' },
      { familyName: 'fűtő', birthPlace: 'győr' },
    ],
    [
      { birthFamilyName: 'Kõmûves', familyName: 'Kõmûves' },
      { birthFamilyName: 'Kőműves', familyName: 'Kőműves' },
    ],
    [
      { mothersGivenName: 'Erzsõ', birthPlace: 'Hõgyész' },
      { mothersGivenName: 'Erzső', birthPlace: 'Hőgyész' },
    ],
    [
      { birthPlace: 'Mezõkövesd', familyName: 'Bõr' },
      { birthPlace: 'Mezőkövesd', familyName: 'Bőr' },
    ],
    [
      { birthPlace: 'Fûzesgyarmat', familyName: 'Ûri' },
      { birthPlace: 'Fűzesgyarmat', familyName: 'Űri' },
    ],
    [
      { familyName: 'Sze\u030bke', givenName: 'Do\u0303ra' },
      { familyName: 'Sze\u030bke', givenName: 'Dőra' },
    ],
    [
      { familyName: 'Tõzsér – Bõsze', birthPlace: 'Szõreg' },
      { familyName: 'Tőzsér-Bősze', birthPlace: 'Szőreg' },
    ],
  ])('%j <- %j', (registry, typed) => expect(bothWays(registry, typed)).toEqual([true, true]));

  it.each<[registry: Changes, typed: Changes]>([
    [
      { familyName: 'Szöke', birthPlace: 'Györ' },
      { familyName: 'Szőke', birthPlace: 'Győr' },
    ],
    [
      { familyName: 'Fürész', mothersGivenName: 'Máriá' },
      { familyName: 'Fűrész', mothersGivenName: 'Mária' },
    ],
    [
      { familyName: 'Szóke', birthPlace: 'Gyór' },
      { familyName: 'Szőke', birthPlace: 'Győr' },
    ],
  ])('another letter in two fields is another person: %j, %j', (registry, typed) =>
    expect(bothWays(registry, typed)).toEqual([false, false]),
  );
});

describe('R2.4 Romanian letters with a comma below and with a cedilla are one', () => {
  it.each<[registry: Changes, typed: Changes]>([
    [
      { familyName: 'Ştefănescu', birthPlace: 'Bucureşti' },
      { familyName: 'Ștefănescu', birthPlace: 'București' },
    ],
    [
      { familyName: 'Ţepeş', givenName: 'Ştefan' },
      { familyName: 'Țepeș', givenName: 'Ștefan' },
    ],
    [
      { familyName: 'ŢUŢEA', mothersFamilyName: 'ŞERBAN' },
      { familyName: 'Țuțea', mothersFamilyName: 'Șerban' },
    ],
    [
      { birthPlace: 'Iaşi', familyName: 'Moţ' },
      { birthPlace: 'Iași', familyName: 'Moț' },
    ],
    [
      { birthPlace: 'Timişoara', familyName: 'Baciş' },
      { birthPlace: 'Timișoara', familyName: 'Baciș' },
    ],
    [
      { birthPlace: 'Braşov', mothersGivenName: 'Ilinţa' },
      { birthPlace: 'Brassó', mothersGivenName: 'Ilința' },
    ],
    [
      { birthPlace: 'Constanţa', givenName: 'Ioniţă' },
      { birthPlace: 'Constanța', givenName: 'Ioniță' },
    ],
    [
      { familyName: 'S\u0327erban', givenName: 'T\u0327uca' },
      { familyName: 'Șerban', givenName: 'Țuca' },
    ],
    [
      { familyName: 'S\u0326erban', givenName: 'T\u0326uca' },
      { familyName: 'Şerban', givenName: 'Ţuca' },
    ],
    [
      { birthFamilyName: 'Lupaş', familyName: 'Lupaş' },
      { birthFamilyName: 'Lupaș', familyName: 'Lupaș' },
    ],
  ])('%j <- %j', (registry, typed) => expect(bothWays(registry, typed)).toEqual([true, true]));
});

describe('R2.4 what shows nothing is no difference, in any field and in several', () => {
  const fields = {
    ...{ familyName: 'Minta', givenName: 'Éva', birthFamilyName: 'Példás', birthGivenName: 'Éva', birthPlace: 'Győr' },
    ...{ mothersFamilyName: 'Teszt', mothersGivenName: 'Mária' },
  };
  it.each([
    ...['\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u202a', '\u202c', '\u202e', '\u2060', '\u2066', '\u2069'],
    ...['\ufeff', '\u00ad', '\ufe0f', '\u061c', '\u180e'],
  ])('%j', (invisible) => {
    const typed = Object.fromEntries(
      Object.entries(fields).map(([name, text]) => [
        name,
        `${invisible}${text.slice(0, 2)}${invisible}${text.slice(2)}`,
      ]),
    );
    expect(isFound({}, typed)).toBe(true);
    for (const [name, value] of Object.entries(typed)) expect(isFound({}, { [name]: value })).toBe(true);
  });
});

describe('R2.3, R2.4 swapped, missing and added names are nobody’s, and the answer says what to look at', () => {
  it.each<[typed: Changes]>([
    [{ familyName: 'Éva', givenName: 'Minta' }],
    [{ birthFamilyName: 'Éva', birthGivenName: 'Példás' }],
    [{ mothersFamilyName: 'Mária', mothersGivenName: 'Teszt' }],
    [{ givenName: 'Éva Mária', birthGivenName: 'Éva Mária' }],
    [{ mothersGivenName: 'Mária Anna' }],
    [{ familyName: 'Minta Kovács' }],
    [{ familyName: 'Minta-Kovács' }],
    [{ familyName: 'Mintáné' }],
    [{ givenName: 'É.' }],
    [{ birthPlace: 'Moson' }],
    [{ birthDate: '1980-02-28' }],
  ])('%j', (typed) => expect(bothWays({}, typed)).toEqual([false, false]));
});

describe('R2.4 a birth name that says nothing equals the current name, whichever sign the old system wrote', () => {
  it.each([
    ...[
      ['-', '-'],
      ['–', '—'],
      ['-', ''],
      ['', '-'],
      ['---', '---'],
      ['.', '.'],
    ],
    ...[
      ['/', '/'],
      ['\u200b', ''],
      [' ', '\u00a0'],
    ],
  ])('%j %j', (birthFamilyName, birthGivenName) =>
    expect(
      bothWays(
        { birthFamilyName, birthGivenName },
        { birthFamilyName: anIdentity().familyName, birthGivenName: anIdentity().givenName },
      ),
    ).toEqual([true, true]),
  );

  it.each<[registry: Changes, typed: Changes]>([
    [{ birthFamilyName: '.' }, { birthFamilyName: anIdentity().familyName }],
    [{ birthGivenName: '\u200b' }, { birthGivenName: anIdentity().givenName }],
    // R2.1: born with one name only.
    [{ birthFamilyName: '-' }, { birthFamilyName: '–' }],
  ])('half of it: %j is %j', (registry, typed) => expect(bothWays(registry, typed)).toEqual([true, true]));

  it('R2.1 a hyphen beside a name at birth is no current name', () =>
    expect(bothWays({ birthFamilyName: '-' }, { birthFamilyName: anIdentity().familyName })).toEqual([false, false]));
});
