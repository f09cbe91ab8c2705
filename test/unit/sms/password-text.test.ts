import { describe, expect, it } from 'vitest';
import { passwordText } from '#shared/sms/password-text.ts';

describe.each(['hu', 'en'] as const)('the password SMS in %s', (language) => {
  const text = passwordText(language, 'K&H Biztosító', 'kmf7-hpa4-ztue-9dre');
  it('ends with the password as its last word', () => expect(text.split(' ').at(-1)).toBe('kmf7-hpa4-ztue-9dre'));
  it('is one SMS of GSM 7-bit letters', () => {
    expect(text).toMatch(/^[ -_a-zéöüÖÜ!:&]*$/);
    expect(text.length).toBeLessThanOrEqual(160);
  });
  it('names the insurer', () => expect(text).toMatch(/^K&H Biztosito: /));
});
