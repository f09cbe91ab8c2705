import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { calendarDate, chosenUsername, pastedToken, smsCode, username } from '#shared/contract/fields.ts';
import { findWeakness } from '#shared/contract/passwords/password-policy.ts';
import { readPassword } from '#shared/contract/passwords/read-password.ts';

const password = 'három kék úszó őz';
const decomposed = password.normalize('NFD');

/** How one password comes out of a form, a clipboard or a password manager. */
const pastedPasswords = [
  password,
  decomposed,
  ` ${password}`,
  `${password} `,
  `\t${password}\t`,
  `${password}\n`,
  `${password}\r\n`,
  `\u00a0${password}\u00a0`,
  `\ufeff${password}`,
  `${password}\u200b`,
  `\u202a${password}\u202c`,
  `\u2066${password}\u2069`,
  `${password}\u2028`,
  ` \u200e\n${decomposed}\r\n\u200f `,
];

/** Every field of the API that is compared with a password. */
const compared = {
  'sign-in': (typed: string) => v.parse(contract.signIn.body, { username: 'anna', password: typed }).password,
  'change-password': (typed: string) =>
    v.parse(contract.changePassword.body, { currentPassword: typed, newPassword: 'x' }).currentPassword,
  'cancel-registration': (typed: string) => v.parse(contract.cancelRegistration.body, { password: typed }).password,
  'change-contact': (typed: string) => v.parse(contract.changeContact.body, { password: typed }).password,
};

/** Every field of the API that sets one. */
const set = {
  'choose-password': (typed: string) =>
    v.parse(contract.choosePassword.body, { username: 'anna', challengeToken: 'x', newPassword: typed }).newPassword,
  'change-password': (typed: string) =>
    v.parse(contract.changePassword.body, { currentPassword: 'x', newPassword: typed }).newPassword,
};

describe.each(Object.entries(compared))('R1.7 the password of %s', (_, read) => {
  it.each(pastedPasswords)('%j is the same', (typed) => expect(read(typed)).toBe(password));
  it.each(['', ' ', '\n', '\u200b', '\ufeff \u00a0'])('%j is none', (typed) => expect(() => read(typed)).toThrow());
});

describe.each(Object.entries(set))('R1.7 the new password of %s', (_, read) => {
  it('is kept in NFC', () => expect(read(decomposed)).toBe(password));
  it.each(pastedPasswords.filter((typed) => typed.normalize('NFC') !== password))(
    '%j is refused for what is around it, since it would not be compared',
    (typed) => expect(findWeakness(read(typed), 'anna')).toBe('blank-at-ends'),
  );
});

describe('R1.7 a password keeps what is inside it', () => {
  it.each(['kék  két blank', 'a\u00a0b', 'a\u200bb', 'úszó\u200dőz', '🏴\u{e0067}\u{e007f}', 'ﬁ ＡＢＣ'])(
    '%j',
    (typed) => expect(readPassword(typed)).toBe(typed.normalize('NFC')),
  );
  it('and a text of blanks takes no time', () => {
    expect(readPassword(`${' '.repeat(500_000)}x${' '.repeat(500_000)}x`)).toHaveLength(500_002);
  });
});

it('R1.7 page and API count the characters of a password in NFC', () => {
  const short = 'őúűéáőúűéáő';
  expect([short.length, short.normalize('NFD').length]).toEqual([11, 22]);
  expect(findWeakness(short.normalize('NFD'), 'anna')).toBe('too-short');
});

describe('R1.3 a username', () => {
  it.each([
    'anna.minta',
    ' Anna.Minta ',
    'ANNA.MINTA\n',
    '\ufeffanna.minta',
    'anna\u200b.minta',
    '\u202aanna.minta\u202c',
    '\u2066anna.minta\u2069',
    'anna.minta\u200e',
    '\u00a0anna.minta\u00a0',
    'an\u00adna.minta',
    'ａｎｎａ.minta',
  ])('%j is the same, to sign in and to choose', (typed) => {
    expect(v.parse(username, typed)).toBe('anna.minta');
    expect(v.parse(chosenUsername, typed)).toBe('anna.minta');
  });

  it('is the same in any Unicode form', () => {
    for (const form of ['NFC', 'NFD'] as const)
      expect(v.parse(chosenUsername, 'Őzike.Á'.normalize(form))).toBe('őzike.á');
  });

  it.each(['', ' ', '\u200b', 'anna minta', 'anna\u00a0minta', 'anna\nminta'])('%j is none', (typed) => {
    expect(v.safeParse(username, typed).success).toBe(false);
    expect(v.safeParse(chosenUsername, typed).success).toBe(false);
  });
});

describe('R1.7 a code of an SMS', () => {
  it.each([
    '123456',
    ' 123456 ',
    '123 456',
    '#123456',
    '123456\r\n',
    '\u200b123456',
    '\u206612\u00a034\u00a056\u2069',
    '１２３４５６',
  ])('%j is taken', (typed) => expect(v.parse(smsCode, typed)).toBe('123456'));
  it.each(['12345', '1234567', '12-34-56', '', 'abcdef', '١٢٣٤٥٦'])('%j is none', (typed) =>
    expect(v.safeParse(smsCode, typed).success).toBe(false),
  );
});

describe('R1.7 a code of a mail', () => {
  const token = 'Abc-_0123456789abcdefg';
  it.each([token, ` ${token}`, `${token}\r\n`, `\u200b${token}\u200b`, `\ufeff${token}`, `\u00a0${token}`])(
    '%j',
    (typed) => expect(v.parse(pastedToken, typed)).toBe(token),
  );
  it.each([`${token}.`, token.slice(1), `${token} ${token}`])('%j is none', (typed) =>
    expect(v.safeParse(pastedToken, typed).success).toBe(false),
  );
});

describe('R2.4 a date of birth', () => {
  it.each([
    '1961-02-28',
    ' 1961-02-28',
    '\u200e1961-02-28',
    '1961-02-28\u200b',
    '\ufeff1961-02-28\u00a0',
    '\u20661961-02-28\u2069',
  ])('%j', (typed) => expect(v.parse(calendarDate, typed)).toBe('1961-02-28'));
  it.each(['1961-02-29', '61-02-28', '1961-2-28', '28-02-1961', '', '\u200b', '1961 -02-28'])('%j is none', (typed) =>
    expect(v.safeParse(calendarDate, typed).success).toBe(false),
  );
});
