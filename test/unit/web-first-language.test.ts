import { describe, expect, it } from 'vitest';
import { browserLanguage, isOfMail, languageOfLink } from '../../web/src/language/link-language.ts';

const token = 'abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE';
const ofLink = (address: string) => languageOfLink(new URL(address, 'https://portal.example'));

describe('R13.2 the language of a mail’s link', () => {
  it.each([
    ['/documents?lang=en', 'en'],
    ['/documents?lang=hu', 'hu'],
    ['/recover?utm_source=x&lang=en', 'en'],
    [`/confirm#token=${token}&lang=en`, 'en'],
    [`/sign-in#recovery=${token}&lang=en`, 'en'],
    // Mail filters encode the fragment or turn it into a query.
    [`/confirm%23token%3D${token}%26lang%3Den`, 'en'],
    [`/confirm?token=${token}&lang=en`, 'en'],
    [`/confirm#token%253D${token}%2526lang%253Den`, 'en'],
  ] as const)('of %s is %s', (address, language) => expect(ofLink(address)).toBe(language));

  it.each([
    '/',
    '/documents',
    '/help#no-sms',
    '/documents?language=en',
    '/documents?lang=english',
    '/documents?lang=de',
  ])('of %s is not known', (address) => expect(ofLink(address)).toBeUndefined());

  it('a link with a token is a mail’s, which is Hungarian where it says nothing else', () => {
    const of = (address: string) => isOfMail(new URL(address, 'https://portal.example'));
    for (const address of [`/confirm#token=${token}`, `/sign-in#recovery=${token}`, `/confirm%23token%3D${token}`])
      expect([ofLink(address), of(address)]).toEqual([undefined, true]);
    expect([of('/confirm'), of('/documents?token=short')]).toEqual([false, false]);
  });
});

describe('R13.2 the browser’s language', () => {
  it.each([
    [['en-GB', 'hu'], 'en'],
    [['hu-HU', 'en'], 'hu'],
    [['de-AT', 'en-US', 'hu'], 'en'],
    [['de'], 'hu'],
    [[], 'hu'],
  ] as const)('of %j is %s', (languages, language) => expect(browserLanguage(languages)).toBe(language));
});
