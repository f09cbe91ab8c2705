import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { confirmEmailMail } from '#shared/customers/contacts/contact-messages.ts';
import { confirmationMail } from '#shared/customers/registration/confirmation-mail.ts';
import { mailHtml } from '#shared/messages/mail/layout.ts';
import { aLetterhead } from '#test/builders/letterhead.ts';
import { launchBrowser } from './chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

// The longest that are sent: a code that the page asks for, and a username.
const token = 'bGauBbId02iS8U-Gt0NxGIQisndZkQugz1jtriHZ5d8WFJ2VzdzQ3JYZDYza29aa2dEcVJTbQ';
const origin = 'https://portal.example';
const mails = {
  'of a registration': confirmationMail('hu', 'x'.repeat(50), origin, token),
  'of a new address': confirmEmailMail('hu', origin, token),
};

it.each(Object.entries(mails))('R2.7 the mail %s is no wider than a telephone, pictures or not', async (_, mail) => {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  await page.setContent(mailHtml(mail, 'hu', aLetterhead()));
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  await page.close();
});
