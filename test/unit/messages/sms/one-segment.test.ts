import { encodingOf } from 'template-host/sms-encoding';
import { describe, expect, it } from 'vitest';
import { mobileChangedText, mobileCodeText } from '#shared/customers/contacts/contact-messages.ts';
import { canaryText, fromInsurer, longestSmsName, passwordText } from '#shared/messages/sms/sms.ts';
import { generatePassword } from '#shared/sign-in/credentials/generated-password.ts';

const password = 'kmf7-hpa4-ztue-9dre';
const names = ['Minta Biztosito', 'K&H Biztosito', 'W'.repeat(longestSmsName)];
const origins = [
  'http://127.0.0.1:3000',
  'https://d111111abcdef8.cloudfront.net',
  'https://ugyfelportal.egyesult-kolcsonos-biztosito.example',
  `https://${'a'.repeat(60)}.${'b'.repeat(60)}.example`,
];
const languages = ['hu', 'en'] as const;

/** Every SMS that the portal sends. */
const texts = languages.flatMap((language) => [
  ['password', language, passwordText(language, password)] as const,
  ['changed number', language, mobileChangedText(language)] as const,
  ...origins.map((origin) => [`code for ${origin}`, language, mobileCodeText(language, origin, '123456')] as const),
  ['canary', language, canaryText] as const,
]);

describe.each(names)('R2.9 an SMS of %s', (name) => {
  it.each(texts)('%s (%s) is one part in the GSM alphabet', (_, __, text) => {
    expect(encodingOf(fromInsurer(name, text))).toEqual({ messageEncoding: 'GSM', totalMessageParts: 1 });
  });
});

describe.each(languages)('R2.9 the password SMS in %s', (language) => {
  it('ends with the password as its last word, and says how long it is valid', () => {
    const text = passwordText(language, password);
    expect(text.split(' ').at(-1)).toBe(password);
    expect(text).toMatch(
      language === 'hu' ? /24 oraig ervenyes\. Ne adja meg senkinek!/ : /valid for 24 hours\. Never share/,
    );
  });

  it('is tested with a password as long as a real one', () => expect(password).toHaveLength(generatePassword().length));
});

describe.each(languages)('R11.2 the code’s SMS in %s', (language) => {
  it.each(origins.slice(0, 3))('ends with the line that lets a browser fill the code in at %s', (origin) => {
    const lines = mobileCodeText(language, origin, '123456').split('\n');
    expect(lines[0]).toMatch(/: 123456, /);
    expect(lines.at(-1)).toBe(`@${new URL(origin).hostname} #123456`);
  });

  it('gives up the warning before that line, and that line before a second SMS', () => {
    const [short, , middle, long] = origins.map((origin) => mobileCodeText(language, origin, '123456'));
    const warning = language === 'hu' ? 'Ne adja meg senkinek!' : 'Never share it.';
    expect(short).toContain(warning);
    expect(middle).not.toContain(warning);
    expect(long).toContain(warning);
    expect(long).not.toContain('@');
  });
});
