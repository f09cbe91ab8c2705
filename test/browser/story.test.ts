import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { aCustomer, aCustomerPolicy } from '#test/builders/customer.ts';
import { confirmationToken, passwordFromSms } from '#test/support/portal/customer.ts';
import { allWorkedOff, aPdf, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { checkState } from './check-state.ts';
import { registrationSteps } from './customer-pages.ts';
import { hasFocus, press, submitOf, tabTo, tick, type } from './keyboard.ts';
import { openedDocument } from './opened-document.ts';
import { visit } from './visit.ts';

const { browser, portal } = await browserAndPortalOfFile();

const combinations = [
  ['hu', 320],
  ['hu', 1280],
  ['en', 320],
  ['en', 1280],
] as const;

describe.each(combinations)('with the keyboard alone, in %s, %i pixels wide', (language, width) => {
  it('R2 R5 R7 R8 R11 a customer registers, reads and saves a document, turns on ePosta, and cancels', async () => {
    const cheque = aCustomerPolicy({ product: 'casco', paymentMethod: 'postal-cheque' });
    const customer = aCustomer({ language, policies: [aCustomerPolicy(), cheque] });
    await registerAtInsurer(portal, customer);
    const here = await visit(browser, portal, { language, width });
    const { page } = here;

    await here.open('/');
    await checkState(here, 'sign-in');
    await press(page, page.locator('main a[href="/register"]'));
    for (const fields of registrationSteps(customer)) {
      await page.locator(`[name="${fields[0]?.[0]}"]`).waitFor();
      await checkState(here, 'registration');
      for (const [name, value] of fields) await type(page, name, value);
      await press(page, submitOf(page));
    }
    await page.locator('.answers').waitFor();
    await checkState(here, 'registration, the answers');
    await tick(page, 'acceptTerms');
    await press(page, submitOf(page));
    await page.locator('.lead', { hasText: customer.email }).waitFor();
    await checkState(here, 'registered');

    await here.open(`/confirm#token=${await confirmationToken(portal, customer)}`);
    await submitOf(page).waitFor();
    expect(await page.locator('main').textContent()).not.toContain(customer.policies[0].policyNumber);
    await checkState(here, 'what confirming brings');
    await press(page, submitOf(page));
    await page.getByText(customer.username).waitFor();
    await checkState(here, 'confirmed');

    await press(page, page.locator('main a.button[href="/"]'));
    await type(page, 'username', customer.username);
    await type(page, 'password', await passwordFromSms(portal, customer));
    await page.keyboard.press('Enter');
    await page.locator('[name=newPassword]').waitFor();
    await checkState(here, 'choose a password');
    await type(page, 'newPassword', customer.password);
    await press(page, submitOf(page));
    await page.waitForURL('**/home');
    await page.locator('.lead', { hasText: customer.username }).waitFor();
    await page.getByText(language === 'hu' ? 'Teendők' : 'To do').waitFor();
    await checkState(here, 'home');
    await press(page, page.locator('nav a[href="/documents"]'));
    await page.locator('p.card').waitFor();
    await checkState(here, 'no documents yet');

    const bytes = aPdf();
    await uploadDocument(portal, customer.policies[0].policyNumber, bytes, { metadata: { kind: 'invoice' } });
    await allWorkedOff(portal);
    await page.reload();
    const item = page.locator('li.document');
    await item.waitFor();
    await checkState(here, 'documents');
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, item.locator('.row-save'))]);
    const saved = await download.path();
    expect((await readFile(saved)).equals(bytes)).toBe(true);
    await press(page, item.locator('a'));
    await page.locator('.textLayer', { hasText: 'Minta dokumentum' }).waitFor();
    await checkState(here, 'a document');
    const tab = await openedDocument(here, portal.aws, () => press(page, page.locator('.actions button').nth(1)));
    await tab.close();
    await page.bringToFront();
    await press(page, page.locator('summary'));
    await page.locator('.history ol li').first().waitFor();
    await checkState(here, 'what happened to a document');
    await press(page, page.locator('.way-back'));
    await item.waitFor();

    await press(page, page.locator('main a[href="/check"]'));
    const picker = page.locator('input[type=file]').first();
    await tabTo(page, picker);
    await picker.setInputFiles(saved);
    await page.locator('.notice-good').waitFor();
    await checkState(here, 'a genuine copy');

    await press(page, page.locator('nav a[href="/policies"]'));
    const casco = page.locator('li.policy', { hasText: cheque.policyNumber });
    const turn = casco.locator(':scope > .actions button');
    const gone = { state: 'detached' } as const;
    await press(page, turn);
    await page.locator('dialog[open]').waitFor();
    // R8.2b it names the policy, and a careless Enter agrees to nothing.
    await expect.poll(() => hasFocus(page, page.locator('dialog h2'))).toBe(true);
    expect(await page.locator('dialog').textContent()).toContain(cheque.policyNumber);
    await checkState(here, 'consent to the payment method');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor(gone);
    await press(page, turn);
    await press(page, page.locator('dialog button').first());
    await casco.locator('.notice-good').waitFor();
    await page.locator('dialog').waitFor(gone);
    await expect.poll(() => hasFocus(page, casco.locator(':scope > h2'))).toBe(true);
    await expect
      .poll(() => casco.textContent())
      .toMatch(/átállítás banki átutalásra folyamatban|change to bank transfer requested/);
    await checkState(here, 'ePosta turned on');
    await press(page, turn);
    await page.locator('dialog[open]').waitFor();
    await checkState(here, 'the question before ending ePosta');
    await press(page, page.locator('dialog button').first());
    await turn.getByText(/bekapcsolása|Turn on/).waitFor();
    await page.locator('dialog').waitFor(gone);
    await checkState(here, 'ePosta turned off');

    await press(page, page.locator('nav a[href="/account"]'));
    await page.locator('[name=currentPassword]').waitFor();
    expect(await page.locator('main').textContent()).not.toContain(customer.dialled);
    await checkState(here, 'account');
    await press(page, page.locator('a[href="/account/cancel"]'));
    await page.locator('[name=password]').waitFor();
    await checkState(here, 'cancelling');
    await type(page, 'password', customer.password);
    await press(page, submitOf(page));
    await page.getByText(/Megszüntettük a regisztrációját|Your registration has been cancelled/).waitFor();
    await checkState(here, 'cancelled');
    await press(page, page.locator('nav a[href="/help"]'));
    await page.locator('#more-policies').waitFor();
    await checkState(here, 'help');
    await here.close();
  });
});
