import type { Page } from 'playwright-core';
import { sampleCustomer } from '../../local/samples/register-sample-customer.ts';

/** Signs the sample customer in, from the portal's first page. */
export async function signInAsSample(page: Page, portalUrl: string): Promise<void> {
  await page.goto(portalUrl);
  await page.fill('[name=username]', sampleCustomer.username);
  await page.fill('[name=password]', sampleCustomer.password);
  await page.click('main button[type=submit]');
  await page.waitForURL('**/home');
}
