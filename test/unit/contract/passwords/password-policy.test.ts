import { describe, expect, it } from 'vitest';
import { countGuesses } from '#shared/contract/passwords/count-guesses.ts';
import { findWeakness } from '#shared/contract/passwords/password-policy.ts';
import { generatePassword } from '#shared/sign-in/credentials/generated-password.ts';
import { leakedPasswords as leaked } from '#test/builders/leaked-passwords.ts';

describe('R1.7 what is leaked', () => {
  it('is refused, also in capitals and with @ for a', () => {
    expect(leaked).toHaveLength(229);
    const disguised = leaked.flatMap((password) => [
      password,
      password.toUpperCase(),
      `${password.charAt(0).toUpperCase()}${password.slice(1)}`,
      password.replaceAll('a', '@'),
    ]);
    expect(disguised.filter((password) => findWeakness(password, 'szabo.anna') !== 'too-common')).toEqual([]);
  });

  it.each([
    'istvan123456',
    'István123456',
    'Istvan1234!!',
    'Budapest2026!',
    'kovacsjanos1965',
    'JanosKovacs12',
    'Szeged1987Anna',
    'szeretlekanyukam',
    'nagymama1945!',
    'Jelszo2026Marcius',
    'hetfokeddszerda',
    'egykettőháromnégy',
    '654321navtsi',
    '1stv4n123456',
    'titkosjelszo12',
    'elmegyekhazudni',
    'eposta202612',
    'TeleBiztosito1',
    'annamariakata',
    'ferencvaros1899',
  ])('is refused with Hungarian words and names: %s', (password) => {
    expect(findWeakness(password, 'minta.eva')).toBe('too-common');
  });

  it.each([
    'kutyaasztalalma',
    'macskaasztalvirág',
    'kutyamacskaegér',
    'kutya asztal alma',
    'ez egy jó nap',
    'almafa a kertben',
    'nemtudomajelszot',
    'borzalmas kesztyű villamos',
    'szöszmötölő-borz-hajnal',
    'négy zöld kacsa repül',
    'piros ló fut haza',
    'Tejfölös.Krumpli.Hegedű',
  ])('three or four Hungarian words in a row are taken: %s', (password) => {
    expect(findWeakness(password, 'minta.eva')).toBeUndefined();
  });

  it('is judged with what the username says of the customer', () => {
    expect(findWeakness('Hollósy19650412', 'hollosy.agoston')).toBe('too-common');
    expect(findWeakness('Agoston-19650412', 'hollosy.agoston')).toBe('too-common');
  });

  it('is judged in a bounded time, however long', () => {
    const before = process.cpuUsage();
    for (const part of ['4@8({[<', '!1il|', '1234567890', 'pa55w0rd', '\u{1f33b}']) countGuesses(part.repeat(50), []);
    // Its own time: what else runs on the machine does not count.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5_000);
  });
});

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

  it('is taken when it is one that we would generate', () => {
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

  it('has no blank at its ends, which the pool would refuse in its own words', () => {
    expect(findWeakness(' kertem-végén-diófa', 'anna')).toBe('blank-at-ends');
    expect(findWeakness('kertem-végén-diófa\u00a0', 'anna')).toBe('blank-at-ends');
  });
});
