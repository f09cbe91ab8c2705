import { describe, expect, it } from 'vitest';
import { generatePassword } from '#shared/sign-in/credentials/generated-password.ts';
import { findWeakness } from '#shared/sign-in/passwords/password-policy.ts';

describe('a new password', () => {
  it.each([
    'correct horse battery staple',
    'kertem-végén-diófa',
    'xK9#mQ2$vL7!',
    '7391-2846-05ab-77c1',
    'Három kis kacsa a tavon',
    '🌻🌻🐝🌧🏡🚲🎻🧦🪁🦔🫐🍋',
  ])('is taken: %s', (password) => {
    expect(findWeakness(password, 'szabo.anna')).toBeUndefined();
  });

  it('is accepted when the portal could have generated it', () => {
    for (let n = 0; n < 500; n++) expect(findWeakness(generatePassword(), 'szabo.anna')).toBeUndefined();
  });

  it.each([
    'password1234',
    'Password2024!',
    'P@ssw0rd1234',
    'jelszo123456',
    'Jelszavam2026',
    'szeretlek123',
    'qwertzuiop12',
    'qwertyuiop[]',
    '1q2w3e4r5t6z',
    '1qaz2wsx3edc',
    '123456789012',
    '111111111111',
    'aaaaaaaaaaaaaaaa',
    'abcabcabcabc',
    'annaannaanna',
    'Budapest2026!',
    'iloveyou1234',
    'welcome12345',
    'adminadmin123',
    'magyarorszag1',
    'ferencvaros1899',
    'ügyfélportál1',
  ])('is too common: %s', (password) => {
    expect(findWeakness(password, 'szabo.anna')).toBe('too-common');
  });

  it('has at least 12 characters, counted as people count them, and at most 256', () => {
    expect(findWeakness('diófa-kerte', 'anna')).toBe('too-short');
    expect(findWeakness('🌻🐝🌧🏡🚲🎻', 'anna')).toBe('too-short');
    expect(findWeakness('diófa kertben '.repeat(20).trim(), 'anna')).toBe('too-long');
  });

  it.each(['xx-Anna-diófa-99', 'diófa-ANNA-kert', 'kert-ánná-diófa'])(
    'does not contain the username: %s',
    (password) => {
      expect(findWeakness(password, 'anna')).toBe('contains-username');
    },
  );

  it('has no blank at its ends: the pool would refuse it with a message of its own', () => {
    expect(findWeakness(' kertem-végén-diófa', 'anna')).toBe('blank-at-ends');
    expect(findWeakness('kertem-végén-diófa\u00a0', 'anna')).toBe('blank-at-ends');
  });
});
