import { describe, expect, it } from 'vitest';
import { readCallingCodes } from '#shared/contract/contacts/calling-codes.ts';
import { readForeignMobile } from '#shared/contract/contacts/read-foreign-mobile.ts';
import { mobileReader, readHungarianMobile } from '#shared/contract/contacts/read-mobile.ts';

describe('R2.5 mobile numbers', () => {
  it.each([
    '06-30/123-4567',
    '06301234567',
    '06 30 123 45 67',
    '+36301234567',
    '+36 (30) 123-4567',
    '0036 30 123 4567',
    '(06) 30.123.4567',
    '+36\u00a030\u202f123\u00a04567',
    '+36–30–123–4567',
    '36 30 123 4567',
    ' ＋36301234567 ',
    '+06 30 123 4567',
  ])('%s is +36301234567', (text) => expect(readHungarianMobile(text)).toBe('+36301234567'));

  it.each([
    '+36 06 30 123 4567',
    '+36 (0) 30 123 4567',
    '30 123 4567',
    'tel:+36301234567',
    // Siblings
    'tel:+36-30-123-4567',
    'Tel.: 06 30 123 4567',
    'mobil: 06-30-123-4567',
    '+36(06)30/1234567',
    '+36 0 30 123 4567',
    '0036 (0)30 123 4567',
    '0036 06 30 123 4567',
    '36 06 30 123 4567',
    '(30) 123-4567',
    '301234567',
    '+0036 30 123 4567',
    '\u202a+36 30 123 4567\u202c',
    '\u200e06 30 123 4567',
    '\u206606 30\u2060 123 4567\u2069',
    '06\u200b30\u200b123\u200b4567',
    '\ufeff06 30 123 45\u00ad67',
    '０６ ３０ １２３ ４５６７',
  ])('R2.5 people also write %s', (text) => expect(readHungarianMobile(text)).toBe('+36301234567'));

  it.each(['20', '31', '50', '70'])('prefix %s is a mobile network', (prefix) =>
    expect(readHungarianMobile(`06${prefix}1234567`)).toBe(`+36${prefix}1234567`),
  );

  it.each([
    ['a landline of Budapest', '06 1 335 3355'],
    ['a landline of the country', '06 72 123 456'],
    ['a landline after +36 06', '+36 06 1 335 3355'],
    ['a landline whose area begins with 6', '+36 62 123 456'],
    ['a prefix of no mobile network', '06 40 123 4567'],
    ['a network for machines', '06 38 123 4567'],
    ['a digit too few', '06 30 123 456'],
    ['a digit too many', '06 30 123 45678'],
    ['another country', '+43 660 1234567'],
    ['letters', '06 30 CALL ME'],
    ['an extension', '06 30 123 4567 x1'],
    ['an extension as RFC 3966 has it', 'tel:+36301234567;ext=1'],
    ['two numbers', '06 30 123 4567, 06 20 123 4567'],
    ['a name behind it', '06 30 123 4567 (Anna)'],
    ['two pluses', '++36 30 123 4567'],
    ['an emergency number', '112'],
    ['blanks', '   '],
    ['no number at all', ''],
  ])('%s is refused', (_what, text) => expect(readHungarianMobile(text)).toBeUndefined());

  it('accepts mobiles of countries in the settings, and no landlines of theirs', async () => {
    const read = await mobileReader(readCallingCodes('36, +43'));
    expect(read('0043 660/1234567')).toBe('+436601234567');
    expect(read('06 30 123 4567')).toBe('+36301234567');
    expect(read('+43 1 1234567')).toBeUndefined();
    expect(read('+43 660 12')).toBeUndefined();
    expect(read('+40 722 123 456')).toBeUndefined();
    const readRomanian = await mobileReader(readCallingCodes('40'));
    expect(readRomanian('+40 722 123 456')).toBe('+40722123456');
    expect(readRomanian('06 30 123 4567')).toBeUndefined();
  });

  it('refuses a Hungarian landline with any settings', async () =>
    expect((await mobileReader(['3', '36']))('+36 1 335 3355')).toBeUndefined());

  it('accepts nothing where the settings name no country', async () =>
    expect((await mobileReader([]))('06 30 123 4567')).toBeUndefined());
});

describe('R2.5 Hungarian numbers are read as libphonenumber reads them', () => {
  /** What libphonenumber makes of the digits, where its number is of one of R2.5's networks. */
  const oracle = (digits: string) => {
    const number = readForeignMobile(digits, ['36']);
    return number !== undefined && /^\+36(?:20|30|31|50|70)\d{7}$/.test(number) ? number : undefined;
  };
  const before = [
    '',
    '+',
    '0',
    '6',
    '06',
    '36',
    '+36',
    '0636',
    '3636',
    '+3636',
    '3606',
    '366',

    '+366',
    '43',
    '+43',
    '1',
  ];
  const networks = ['20', '30', '31', '50', '70', '1', '21', '38', '40', '55', '62', '72', '80', '90', '06', '36'];
  const rest = ['12345', '123456', '1234567', '12345678', '0000000', '3630123', '0630123'];

  it.each(before)('with %j in front', (front) => {
    for (const digits of networks.flatMap((network) => rest.map((end) => `${front}${network}${end}`)))
      expect(readHungarianMobile(digits) ?? 'none', digits).toBe(oracle(digits) ?? 'none');
  });
});
