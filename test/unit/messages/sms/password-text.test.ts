import { describe, expect, it } from 'vitest';
import { passwordText } from '#shared/messages/sms/sms.ts';

const password = 'kmf7-hpa4-ztue-9dre';
const insurers = ['K&H Biztosító', 'Minta Biztosító', 'Árvíztűrő Kölcsönös Biztosító Egyesület'];

describe.each(['hu', 'en'] as const)('the password SMS in %s', (language) => {
  it.each(insurers)('of %s ends with the password as its last word and is two SMS at most', (insurer) => {
    const text = passwordText(language, insurer, password);
    expect(text.split(' ').at(-1)).toBe(password);
    // Two SMS in UCS-2.
    expect(text.length).toBeLessThanOrEqual(134);
    expect(text.startsWith(`${insurer}: `)).toBe(true);
    expect(text).toMatch(language === 'hu' ? /24 óráig érvényes/ : /valid for 24 hours/);
  });

  it('warns when there is room', () =>
    expect(passwordText(language, 'K&H Biztosító', password)).toMatch(language === 'hu' ? /Senkinek/ : /nobody/));
});

it('Hungarian is written with its accents', () =>
  expect(passwordText('hu', 'K&H Biztosító', password)).toBe(
    `K&H Biztosító: ideiglenes jelszó az ügyfélportálhoz, 24 óráig érvényes. Senkinek ne adja meg! Jelszó: ${password}`,
  ));
