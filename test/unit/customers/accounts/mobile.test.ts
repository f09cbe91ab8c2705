import { describe, expect, it } from 'vitest';
import { maskMobile, readCallingCodes, readMobile } from '#shared/customers/accounts/mobile.ts';

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
  ])('%s is +36301234567', (text) => expect(readMobile(text)).toBe('+36301234567'));

  it.each(['20', '31', '50', '70'])('prefix %s is a mobile network', (prefix) =>
    expect(readMobile(`06${prefix}1234567`)).toBe(`+36${prefix}1234567`),
  );

  it.each([
    ['a landline of Budapest', '06 1 335 3355'],
    ['a landline of the country', '06 72 123 456'],
    ['a prefix of no mobile network', '06 40 123 4567'],
    ['a digit too few', '06 30 123 456'],
    ['a digit too many', '06 30 123 45678'],
    ['another country', '+43 660 1234567'],
    ['letters', '06 30 CALL ME'],
    ['an extension', '06 30 123 4567 x1'],
    ['no number at all', ''],
  ])('%s is refused', (_what, text) => expect(readMobile(text)).toBeUndefined());

  it('accepts mobiles of countries in the settings', () => {
    const codes = readCallingCodes('36, +43');
    expect(readMobile('0043 660/1234567', codes)).toBe('+436601234567');
    expect(readMobile('+40 722 123 456', codes)).toBeUndefined();
  });

  it('refuses a Hungarian landline with any settings', () =>
    expect(readMobile('+36 1 335 3355', ['3', '36'])).toBeUndefined());

  it('is shown masked', () => expect(maskMobile('+36301234567')).toBe('+36 30 *** **67'));
  it('another country is shown masked', () => expect(maskMobile('+436601234567')).toBe('+43 *** **67'));
});
