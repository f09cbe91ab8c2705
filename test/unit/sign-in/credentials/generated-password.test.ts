import { describe, expect, it } from 'vitest';
import { maskPolicyNumber } from '#shared/policies/policy-view.ts';
import { bytesFrom, generatePassword } from '#shared/sign-in/credentials/generated-password.ts';

describe('generated passwords', () => {
  const many = Array.from({ length: 500 }, () => generatePassword());

  it('have 15 characters or more in groups, without look-alikes', () => {
    for (const password of many) expect(password).toMatch(/^(?:[a-hjkmnp-vz2-9]{4}-){3}[a-hjkmnp-vz2-9]{4}$/);
  });
  it('hold a letter and a digit', () => {
    for (const password of many) expect(password).toMatch(/(?=.*[a-z])(?=.*\d)/);
  });
  it('do not repeat', () => expect(new Set(many).size).toBe(many.length));

  it('all letters are equally likely', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      // What follows makes a letter and a digit, so that the first byte alone decides the first letter, or is passed over.
      const bytes = [byte, ...Array<number>(8).fill(0), ...Array<number>(8).fill(20)];
      const letter = generatePassword(() => bytes.shift() ?? 20).charAt(0);
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    // 256 bytes for 27 letters: nine each; the 13 bytes left over are passed over, and the 0 behind them is an `a`.
    expect([...counts.values()].sort((one, other) => one - other)).toEqual([...Array<number>(26).fill(9), 22]);
  });

  it('are the same for the same seed, and different for another', () => {
    expect(generatePassword(bytesFrom('a'))).toBe(generatePassword(bytesFrom('a')));
    expect(generatePassword(bytesFrom('a'))).not.toBe(generatePassword(bytesFrom('b')));
  });
});

describe('R2.10 policy numbers are shown masked', () => {
  it.each([
    ['KGFB-0012345', '********2345'],
    ['123456', '***456'],
    ['7', '*'],
  ])('%s as %s', (number, masked) => expect(maskPolicyNumber(number)).toBe(masked));
});
