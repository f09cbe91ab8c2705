import { describe, expect, it } from 'vitest';
import { readCallingCodes } from '#shared/contract/contacts/calling-codes.ts';
import { readMobile } from '#shared/contract/contacts/read-mobile.ts';

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
  ])('%s is +36301234567', (text) => expect(readMobile(text)).toBe('+36301234567'));

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
  ])('R2.5 people also write %s', (text) => expect(readMobile(text)).toBe('+36301234567'));

  it.each(['20', '31', '50', '70'])('prefix %s is a mobile network', (prefix) =>
    expect(readMobile(`06${prefix}1234567`)).toBe(`+36${prefix}1234567`),
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
  ])('%s is refused', (_what, text) => expect(readMobile(text)).toBeUndefined());

  it('accepts mobiles of countries in the settings, and no landlines of theirs', () => {
    const codes = readCallingCodes('36, +43');
    expect(readMobile('0043 660/1234567', codes)).toBe('+436601234567');
    expect(readMobile('+43 1 1234567', codes)).toBeUndefined();
    expect(readMobile('+43 660 12', codes)).toBeUndefined();
    expect(readMobile('+40 722 123 456', codes)).toBeUndefined();
    expect(readMobile('+40 722 123 456', readCallingCodes('40'))).toBe('+40722123456');
    expect(readMobile('06 30 123 4567', readCallingCodes('40'))).toBeUndefined();
  });

  it('refuses a Hungarian landline with any settings', () =>
    expect(readMobile('+36 1 335 3355', ['3', '36'])).toBeUndefined());
});
