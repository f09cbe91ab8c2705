import { describe, expect, it } from 'vitest';
import { repairedAddress, tokenOf } from '../../web/src/pages/mail-links/mail-token.ts';

const token = 'Ab_-0123456789abcdefghijklmnopqrstuvwxyzABC';

/** What the page makes of an address that somebody opened. */
function opened(address: string) {
  const { pathname, search, hash } = new URL(address, 'https://portal.example');
  return repairedAddress({ pathname, search, hash }) ?? `${pathname}${search}${hash}`;
}

describe('R2.7 links of mails that came damaged', () => {
  it.each([
    `/confirm%23token=${token}`,
    `/confirm%2523token=${token}`,
    `/confirm%23token%3D${token}`,
    `/confirm/%23token=${token}`,
    `/confirm/#token=${token}`,
    `/Confirm#token=${token}`,
    `/confirm?token=${token}`,
    `/confirm?utm_source=filter#token=${token}`,
    `/confirm#token%3D${token}`,
    `/confirm#TOKEN=${token}`,
    `/confirm#token=${token}.`,
    `/confirm#token=${token})`,
    `/confirm#token=${token},`,
    `/confirm#token=${token}%3E`,
    `/confirm#token=${token}%22`,
    `/confirm#token=${token}”`,
    `/confirm#token=${token}&utm_medium=email`,
    `/confirm#token=${token.slice(0, 20)}%0D%0A${token.slice(20)}`,
    `/confirm#token=${token}`,
  ])('%s leads to the confirmation', (address) => expect(opened(address)).toBe(`/confirm#token=${token}`));

  it.each(['/confirm', '/confirm.', '/confirm)', '/confirm?utm_source=filter', '/confirm#', '/confirm%23'])(
    '%s, the token dropped, leads to the page that asks for the code',
    (address) => expect(opened(address).replace(/#$/, '')).toBe('/confirm'),
  );

  it.each([
    [`/confirm-contact%23token=${token}`, `/confirm-contact#token=${token}`],
    [`/stop-correction%23token=${token}.`, `/stop-correction#token=${token}`],
    [`/sign-in%23recovery=${token}`, `/sign-in#recovery=${token}`],
    [`/sign-in?recovery=${token}.`, `/sign-in#recovery=${token}`],
  ])('%s, too', (address, meant) => expect(opened(address)).toBe(meant));

  it.each([
    '/',
    '/documents',
    '/documents?page=2',
    '/confirmed',
    `/help#token=${token}`,
    '/%',
    '/confirmation%23token=a',
  ])('%s is left alone', (address) => expect(opened(address)).toBe(address));
});

describe('the code from a mail', () => {
  it.each([
    token,
    ` ${token}\r\n`,
    `${token}.`,
    `"${token}"`,
    `<${token}>`,
    `${token.slice(0, 10)}\n${token.slice(10)}`,
    `\u200b${token}\u202c`,
    `https://portal.example/confirm#token=${token}`,
    `https://portal.example/confirm%23token=${token}.`,
    `https://filter.example/?url=https%3A%2F%2Fportal.example%2Fconfirm%23token%3D${token}&data=05%7C02`,
  ])('is read from %j', (text) => expect(tokenOf(text)).toBe(token));

  it.each(['', 'kód', 'https://portal.example/confirm', '123456', 'nem jött kód a levélben, mit tegyek?'])(
    'is not read from %j',
    (text) => expect(tokenOf(text)).toBe(''),
  );
});
