import { describe, expect, it } from 'vitest';
import { type Column, columns, readRow } from '#shared/insurer/registry/registry-row.ts';
import { aRow } from '#test/builders/registry.ts';

const today = '2027-01-31';
const { identity, ...policy } = aRow();
const good: Readonly<Record<Column, string>> = { ...policy, ...identity };
const read = (changes: Partial<Record<Column, string>>) => {
  const row = readRow((column) => changes[column] ?? good[column], today);
  return 'row' in row ? 'taken' : row.reason;
};
const names = columns.filter((column) => /Name$|birthPlace/.test(column));
const numbers = ['policyNumber', 'customerId'] as const;

describe('R9.2b spreadsheet errors are reported in any column', () => {
  it.each([
    ...['#REF!', '#N/A', '#HIÁNYZIK', '#ÉRTÉK!', '#NAME?', '#NÉV?', '#DIV/0!', '#ZÉRÓOSZTÓ!', '#HIV!', '#SZÁM!'],
    ...['#NULLA!', '#NULL!', '#NUM!', '#VALUE!', '#SPILL!', '#GETTING_DATA', '#n/a', ' #N/A ', '########', 'Err:502'],
    ...['Hiba:522', '#ERROR!', '=A2&B2', '="0012345"'],
  ])('%s', (error) => {
    for (const column of columns) expect(read({ [column]: error })).toBe(`spreadsheet-error-${column}`);
  });

  it.each(['#12', 'LAK#100', '12#A'])('%s is a number', (policyNumber) => expect(read({ policyNumber })).toBe('taken'));
});

describe('R9.2b numbers in scientific notation are reported', () => {
  it.each([
    ...['1.23457E+11', '9,87654E+12', '1E+05', '1.5E10', '-2.5E+10', '4,7E-05', '1e+12', '9.99999E11', '+1E+09'],
    ...[' 1.23457E+11 ', '1.0E10', '12345E+3'],
  ])('%s', (number) => {
    for (const column of columns) expect(read({ [column]: number })).toBe(`scientific-number-${column}`);
  });

  it.each(['1E5', '12E34', 'E+11', '1.23457', 'LAK-1.5E+10', '0012345', '1,5', 'K1E+05', '1E', '3E/12', '00/7 12'])(
    '%s is a number',
    (number) => {
      for (const column of numbers) expect(read({ [column]: number })).toBe('taken');
    },
  );
});

describe('R9.2b text that lost its letters is reported', () => {
  it.each([
    ...['Sz?ke', 'SzÅ‘ke', 'SzÃµke', 'Sz\ufffdke', 'SzĹ‘ke', 'KovĂˇcs', 'KovÃ¡cs', 'PĂ©ter', 'PÃ©ter', 'TĂłth'],
    ...[
      'Å\u0091ri',
      'Å‘ri',
      'Ã\u0081rpád',
      'FĂĽlĂ¶p',
      'Sz&#337;ke',
      'T&oacute;th',
      'Sz\\u0151ke',
      'Kov‡cs',
      '?',
      'Gy‹r',
    ],
    ...['Oâ€™Brien', '©rá', 'ï»¿Kiss', 'BrÄƒila', 'IaÈ™i', 'TimiÅŸoara', 'Sz¤ke', 'Sz□ke'],
  ])('%s', (text) => {
    for (const column of names) expect(read({ [column]: text })).toBe(`damaged-text-${column}`);
  });

  it.each(['LAK?S-100', 'LAKÁS-100'.replace('Á', '\ufffd'), 'LAKÃ\u0081S-1', 'Lakás?'])('%s', (number) => {
    for (const column of numbers) expect(read({ [column]: number })).toBe(`damaged-text-${column}`);
  });

  it.each([
    ...[
      'Szőke',
      'Szõke',
      'Özşen',
      'Üşümez',
      'Ábel',
      'BĂSESCU',
      'Brăila',
      'Šťastný',
      'Čapek',
      'Łukasz',
      'Åse',
      'Ähtäri',
    ],
    ...[
      'O’Brien',
      'O´Brien',
      'D`Angelo',
      'Szabó–Kiss',
      '„Kiss”',
      'Dvořák',
      'Đorđević',
      'İbrahim',
      'Gal·la',
      'São Tomé',
    ],
    ...['Õnne', 'Ürményházi', 'Îndrea', 'TĂŞNAD', 'Київ', 'ΑΘΗΝΑ'],
  ])('%s is a name', (text) => {
    for (const column of names) expect(read({ [column]: text })).toBe('taken');
  });
});

describe('R9.2b bidi and control characters are reported', () => {
  it.each([
    ...['\u202eanaM', 'Min\u0000ta', 'Minta\u200f', 'Min\u200eta', '\u2066Minta\u2069', 'Mi\u001bnta', 'Min\u0007ta'],
    ...['Min\u007fta', 'Min\u061cta', 'Min\u0085ta', 'Min\u202dta', 'Mi\u001anta'],
  ])('%j', (text) => {
    for (const column of [...names, ...numbers]) expect(read({ [column]: text })).toBe(`control-characters-${column}`);
  });

  it.each(['P\u200b-1', 'P\u00ad-1', 'P\n1', 'P\t1', 'P\u2060-1', 'P\ufeff-1'])('%j is no number', (number) => {
    for (const column of numbers) expect(read({ [column]: number })).toBe(`control-characters-${column}`);
  });

  it.each(['Győr\nalsó', 'Min\u00adta', 'Min\u200bta', 'Kiss\u00a0Anna', 'Győr\r\nalsó', 'A\tB'])(
    '%j is a name',
    (text) => {
      for (const column of names) expect(read({ [column]: text })).toBe('taken');
    },
  );
});

describe('R9.2b birth dates', () => {
  it.each([
    ...[
      '1980-02-29',
      '1980.02.29',
      '1980.02.29.',
      '1980. 02. 29.',
      '1980. 2. 29.',
      '1980/02/29',
      '19800229',
      '1980-2-29',
    ],
    ...['1980-02-29 00:00:00', '1980-02-29T00:00:00.000', '1980. 02. 29. 0:00', ' 1980-02-29 '],
  ])('%s is 1980-02-29', (birthDate) => {
    const row = readRow((column) => (column === 'birthDate' ? birthDate : good[column]), today);
    expect(row).toMatchObject({ row: { identity: { birthDate: '1980-02-29' } } });
  });

  it.each([
    ['taken', '2027-01-31'],
    ['taken', '1900-01-01'],
    ['birth-date-in-future', '2031-01-01'],
    ['birth-date-in-future', '2027-02-01'],
    ['birth-date-in-future', '2031.01.01.'],
    ['birth-date-in-future', '9999-12-31'],
    ['birth-date-before-1900', '1799-01-01'],
    ['birth-date-before-1900', '1899-12-30'],
    ['birth-date-before-1900', '0080-02-29'],
    ['birth-date-before-1900', '0001-01-01'],
    ['invalid-birth-date', '1981-02-29'],
    ['invalid-birth-date', '29.02.1980'],
    ['invalid-birth-date', '02/03/1980'],
    ['invalid-birth-date', '80.02.28'],
    ['invalid-birth-date', '29280'],
    ['invalid-birth-date', '1980-00-10'],
    ['invalid-birth-date', '1980-13-01'],
    ['invalid-birth-date', '1980.02-28'],
    ['invalid-birth-date', '1980-02-28T23:00:00'],
    ['invalid-birth-date', '1980. február 29.'],
  ])('%s: %s', (outcome, birthDate) => expect(read({ birthDate })).toBe(outcome));
});

describe('R9.2b a sign in place of a value is a missing value', () => {
  it.each(['-', '–', '---', '.', '...', '/', '*', ' - '])('%j', (sign) => {
    for (const column of ['policyNumber', 'customerId', 'birthPlace', 'birthDate'] as const)
      expect(read({ [column]: sign })).toBe(`missing-${column}`);
    expect(read({ familyName: sign, givenName: '-' })).toBe('missing-familyName');
    expect(read({ mothersFamilyName: '-', mothersGivenName: sign })).toBe('missing-mothersFamilyName');
    expect(read({ birthFamilyName: sign, birthGivenName: sign })).toBe('taken');
    const nothing = { birthPlace: sign, birthDate: sign, mothersFamilyName: sign, mothersGivenName: sign };
    expect(read(nothing)).toBe('company-holder');
  });

  it('R2.1 a hyphen for the name that a person does not have is none', () => {
    for (const column of ['familyName', 'givenName', 'mothersFamilyName', 'mothersGivenName'] as const)
      expect(read({ [column]: '-' })).toBe('taken');
  });
});
