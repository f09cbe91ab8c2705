import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { aCustomer } from '#test/builders/customer.ts';
import { lastMailTo, listDocuments, signUp } from '#test/support/portal/customer.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, registerAtInsurer } from '#test/support/portal/insurer.ts';
import { violations } from './axe.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';

const { browser, portal } = await browserAndPortalOfFile();

let page: Page;

afterEach(() => page?.close());

async function openControl(): Promise<void> {
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${portal.url}/_local/`);
  await page.getByRole('heading', { name: 'As the insurer' }).waitFor();
}
const form = (title: string) => page.locator('form.drop', { has: page.getByRole('heading', { name: title }) });

describe('the control page', () => {
  it('keeps within a telephone', async () => {
    await openControl();
    await page.setViewportSize({ width: 360, height: 740 });
    const beyond = `[...document.querySelectorAll('section *')].filter((one) => !one.closest('.whole, .list')
      && one.getBoundingClientRect().right > one.closest('section').getBoundingClientRect().right).map((one) => one.outerHTML.slice(0, 80))`;
    expect(await page.evaluate(beyond)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  it('sends a document of a kind, withdraws it, and suggests the policies there are', async () => {
    const customer = aCustomer();
    const [{ policyNumber }] = customer.policies;
    await registerAtInsurer(portal, customer);
    const session = await signUp(portal, customer);
    await openControl();
    const sending = form('Send a document');
    expect(await sending.locator('datalist option').first().getAttribute('value')).toBe('KGFB-100-001');
    await sending.getByLabel('Policy number').fill(policyNumber);
    await sending.getByLabel('Kind').selectOption('certificate');
    await sending
      .getByLabel('PDF')
      .setInputFiles({ name: 'igazolas.pdf', mimeType: 'application/pdf', buffer: aPdf() });
    await sending.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.getByText('Send a document: done.').waitFor();
    await allWorkedOff(portal);
    const kinds = async () =>
      (await listDocuments(portal, session)).documents.map(({ kind, withdrawnAt }) => [kind, !!withdrawnAt]);
    expect(await kinds()).toEqual([['certificate', false]]);

    const withdrawing = form('Withdraw a document');
    await withdrawing.getByLabel('Policy number').fill(policyNumber);
    await withdrawing.getByLabel('Its file').fill('igazolas.pdf');
    await withdrawing.getByLabel('Reason').fill('for somebody else');
    await withdrawing.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('Withdraw a document: done.').waitFor();
    await expect.poll(kinds).toEqual([['certificate', true]]);
  });

  it('shows both forms of a mail as a whole, in how many parts an SMS goes, and how to make mails bounce', async () => {
    const customer = await anInsuredPerson(portal);
    await signUp(portal, customer);
    const { text, subject } = await lastMailTo(portal, customer.email, /ePosta/);
    await openControl();
    await page.locator('#mail button', { hasText: customer.email }).filter({ hasText: subject }).first().click();
    const letter = page.locator('#letter');
    const frame = letter.locator('iframe');
    await frame.contentFrame().locator('body > div').waitFor();
    // Nothing of the mail is below the frame's edge.
    const hidden = () =>
      page.evaluate(
        `(() => { const { contentDocument, clientHeight } = document.querySelector('#letter iframe');
          return contentDocument.documentElement.scrollHeight - clientHeight })()`,
      );
    await expect.poll(hidden).toBeLessThanOrEqual(0);
    await letter.getByRole('button', { name: 'Text' }).click();
    expect(await letter.locator('pre').textContent()).toBe(text);
    await page
      .locator('#sms li', { hasText: customer.dialled })
      .getByText(/1 SMS, \d+ characters/)
      .waitFor();
    await page.getByText('How to make a mail bounce').click();
    await page.getByText('bounce+anna@simulator.amazonses.com').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
