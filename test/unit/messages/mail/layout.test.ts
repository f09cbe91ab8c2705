import { describe, expect, it } from 'vitest';
import { confirmationMail } from '#shared/customers/registration/confirmation-mail.ts';
import { mailHtml, mailText } from '#shared/messages/mail/layout.ts';

const letterhead = {
  insurerName: 'Minta & Társa Biztosító',
  helpline: { hu: '(06 1) 555 0199, 3-as menüpont', en: '(06 1) 555 0199, menu 3' },
};
const mail = (language: 'hu' | 'en') => confirmationMail(language, 'minta.eva', 'https://portal.example', 'TOKEN123');

describe.each(['hu', 'en'] as const)('R2.7 the confirmation mail in %s', (language) => {
  const text = mailText(mail(language), language, letterhead);
  const html = mailHtml(mail(language), language, letterhead);

  it('holds the link on a line of its own, with the token behind the hash', () =>
    expect(text.split('\n')).toContain('https://portal.example/confirm#token=TOKEN123'));
  it('R2.8 holds the username on a line of its own', () => expect(text.split('\n')).toContain('minta.eva'));
  it('R12.1 has no personal data in its subject', () => expect(mail(language).subject).not.toMatch(/minta|eva|\d/i));
  it('names the helpline and its menu in both forms', () => {
    for (const form of [text, html]) expect(form).toContain(letterhead.helpline[language]);
  });
  it('fetches nothing: no images, no style sheets, no scripts, one link', () => {
    expect(html).not.toMatch(/<img|<link|<script|<style|url\(|@import/i);
    expect(html.match(/https?:/g)).toHaveLength(1);
  });
  it('names its language', () => expect(html).toContain(`<html lang="${language}">`));
});

it('values are escaped in HTML and unchanged in text', () => {
  const content = { subject: 'x', paragraphs: ['<b>"a" & \'b\'</b>'], lines: ['<i>'] };
  expect(mailHtml(content, 'hu', letterhead)).toContain('&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/b&gt;');
  expect(mailHtml(content, 'hu', letterhead)).not.toMatch(/<[bi]>/);
  expect(mailText(content, 'hu', letterhead)).toContain('<b>"a" & \'b\'</b>');
});
