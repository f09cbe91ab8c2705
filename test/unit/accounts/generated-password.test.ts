import { describe, expect, it } from 'vitest';
import { bytesFrom, generatePassword } from '#shared/accounts/generated-password.ts';
import { maskPolicyNumber } from '#shared/accounts/masked-policy-number.ts';

describe('generated passwords', () => {
  const many = Array.from({ length: 500 }, () => generatePassword());

  it('have 15 characters or more in groups, without look-alikes', () => {
    for (const password of many) expect(password).toMatch(/^(?:[a-hjkmnp-vz2-9]{4}-){3}[a-hjkmnp-vz2-9]{4}$/);
  });
  it('hold a letter and a digit', () => {
    for (const password of many) expect(password).toMatch(/(?=.*[a-z])(?=.*\d)/);
  });
  it('do not repeat', () => expect(new Set(many).size).toBe(many.length));

  it('no letter is likelier than another', () => {
    // Each byte once: 27 letters from 243 bytes, so each letter comes from exactly nine.
    const counts = new Map<string, number>();
    for (let first = 0; first < 243; first++) {
      const bytes = [first, ...Array<number>(20).fill(0), 20];
      let at = 0;
      const password = generatePassword(() => bytes[at++ % bytes.length] ?? 0);
      counts.set(password.charAt(0), (counts.get(password.charAt(0)) ?? 0) + 1);
    }
    expect([...counts.values()].filter((count) => count > 10)).toEqual([]);
  });

  it('are the same for the same seed and others for another', () => {
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
