import type { Page } from 'playwright-core';
import type { Customer } from '#test/builders/customer.ts';
import { submitOf } from './keyboard.ts';
import type { Visit } from './visit.ts';

/** What the registration form asks for, field by field in the order of the page. */
export function registrationFields({ identity, email, mobile, username }: Customer): (readonly [string, string])[] {
  const [year = '', month = '', day = ''] = identity.birthDate.split('-');
  return [
    ['identity.familyName', identity.familyName],
    ['identity.givenName', identity.givenName],
    ['identity.birthFamilyName', identity.birthFamilyName],
    ['identity.birthGivenName', identity.birthGivenName],
    ['identity.birthPlace', identity.birthPlace],
    ['identity.birthDate.year', year],
    ['identity.birthDate.month', month],
    ['identity.birthDate.day', day],
    ['identity.mothersFamilyName', identity.mothersFamilyName],
    ['identity.mothersGivenName', identity.mothersGivenName],
    ['email', email],
    ['mobile', mobile],
    ['username', username],
  ];
}

/** Fills in the registration form at once, for tests that are not about typing. */
export async function fillRegistration(page: Page, customer: Customer): Promise<void> {
  for (const [name, value] of registrationFields(customer)) await page.fill(`[name="${name}"]`, value);
  await page.check('[name=acceptTerms]');
}

/** Opens the sign-in page and signs in with the chosen password. */
export async function signInAs({ open, page }: Visit, { username, password }: Customer): Promise<void> {
  await open('/');
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', password);
  await submitOf(page).click();
  await page.waitForURL('**/documents');
}
