import { describe, expect, it } from 'vitest';
import { confirmationMail } from '#shared/customers/registration/confirmation-mail.ts';
import { readsAsLink } from '#shared/customers/registration/reads-as-link.ts';

const links = [
  ...['nyeremeny.hu', 'www.bank', 'www.otp-bank.hu', 'belepes.otpbank.hu', 'anna@example.org', 'anna@x', 'kovacs.info'],
  ...[
    'ingyen.online',
    'bank.XYZ',
    'a.hu_belepes',
    'a.co.uk',
    'nyeremeny.рф',
    'bit.ly+kupon',
    'dr.kovacs.com',
    'anna.me',
  ],
];
const names = [
  ...['minta.eva', 'kovacs.anna', 'user.abcdefghi', 'dr.nagy.peter', 'anna_1980', 'szabó.ágnes', 'anna-kovacs', 'a.85'],
  ...['wwwanna', 'kovacs.huba', 'nagy.netti', 'toth.comb', 'kis.infos'],
];

describe('R2.3a a username that reads as a link', () => {
  it.each(links)('%s does', (username) => expect(readsAsLink(username)).toBe(true));
  it.each(names)('%s does not', (username) => expect(readsAsLink(username)).toBe(false));

  it.each(['hu', 'en'] as const)('stays out of the mail to an address that nobody has confirmed: %s', (language) => {
    const mail = confirmationMail(language, 'nyeremeny.hu', 'https://portal.example', 'T');
    expect(JSON.stringify(mail)).not.toContain('nyeremeny');
    expect(mail.paragraphs.at(-1)).toMatch(/megerősítés után|after you have confirmed/);
  });

  it.each(['hu', 'en'] as const)('R2.8 the mail contains any other: %s', (language) => {
    const mail = confirmationMail(language, 'minta.eva', 'https://portal.example', 'T');
    expect(mail.lines).toEqual(['minta.eva']);
  });
});
