import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { confirmationMail } from '#shared/customers/registration/confirmation-mail.ts';
import { languageLink } from '#shared/messages/mail/language-link.ts';
import { mailHtml, mailText } from '#shared/messages/mail/layout.ts';
import { readLetterhead } from '#shared/messages/mail/letterhead.ts';
import { insurerProfile, letterheadOf } from '#stages/insurer-profile.ts';
import { aLetterhead } from '#test/builders/letterhead.ts';

const letterhead = aLetterhead({ insurerName: 'Minta & Társa Biztosító' });
const link = {
  hu: 'https://portal.example/confirm#token=TOKEN123',
  en: 'https://portal.example/confirm#token=TOKEN123&lang=en',
};
const mail = (language: 'hu' | 'en') => confirmationMail(language, 'minta.eva', 'https://portal.example', 'TOKEN123');

describe.each(['hu', 'en'] as const)('R2.7 the confirmation mail in %s', (language) => {
  const text = mailText(mail(language), language, letterhead);
  const html = mailHtml(mail(language), language, letterhead);

  it('holds the link on a line of its own, with the token behind the hash', () =>
    expect(text.split('\n')).toContain(link[language]));
  it('R2.8 holds the username on a line of its own', () => expect(text.split('\n')).toContain('minta.eva'));
  it('R12.1 has no personal data in its subject', () => expect(mail(language).subject).not.toMatch(/minta|eva|\d/i));
  it('names the helpline and its menu in both forms', () => {
    for (const form of [text, html]) expect(form).toContain(letterhead.helpline[language]);
    expect(html).toContain(`<a href="tel:+3615550199">${letterhead.helpline[language]}</a>`);
  });
  it('names the company and its address', () => {
    for (const form of [text, html]) expect(form).toContain('1000 Budapest, Minta utca 1.');
  });
  it('fetches nothing but the logo, which is the same for all readers; one link', () => {
    expect(html).not.toMatch(/<link|<script|<style|url\(|@import/i);
    expect(html.match(/<img[^>]*>/g)).toEqual([expect.stringContaining(`src="${letterhead.logo.url}" alt=""`)]);
    expect(html.match(/https?:/g)).toHaveLength(2);
  });
  it('has the button in a cell of the brand’s colour, which Outlook paints', () => {
    expect(html).toMatch(/<td bgcolor="#0b5c8a"[^>]*><a href="[^"]*" style="[^"]*background:#0b5c8a;color:#ffffff">/);
  });
  it('R13.2 its link carries the language', () => {
    expect(html).toContain(`href="${link[language].replace('&', '&amp;')}"`);
    expect(languageLink('https://portal.example/documents', language)).toBe(
      `https://portal.example/documents?lang=${language}`,
    );
  });
  it('names its language', () => expect(html).toContain(`<html lang="${language}">`));
});

it('the letterhead of a stage’s settings is read by those who send mails', () => {
  const settings = letterheadOf(v.parse(v.object(insurerProfile), { brand: 'rubin', insurerAddress: 'Budapest' }));
  expect(readLetterhead(JSON.stringify(settings), 'https://portal.example')).toMatchObject({
    address: 'Budapest',
    colours: { accent: '#8a1c4a', onAccent: '#ffffff' },
    logo: { url: 'https://portal.example/brand/mail-logo.png', width: 55, height: 40 },
  });
});

it('values are escaped in HTML and unchanged in text', () => {
  const content = { subject: 'x', paragraphs: ['<b>"a" & \'b\'</b>'], lines: ['<i>'] };
  expect(mailHtml(content, 'hu', letterhead)).toContain('&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/b&gt;');
  expect(mailHtml(content, 'hu', letterhead)).not.toMatch(/<[bi]>/);
  expect(mailText(content, 'hu', letterhead)).toContain('<b>"a" & \'b\'</b>');
});
