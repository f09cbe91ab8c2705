import type { Page } from 'playwright-core';
import type { Customer } from '#test/builders/customer.ts';
import { submitOf } from './keyboard.ts';
import type { Visit } from './visit.ts';

type Typed = readonly [name: string, value: string];

/** What registration asks for, step by step and field by field in the order of the page; the last step asks for acceptance. */
export function registrationSteps({ identity, email, mobile, username }: Customer): readonly (readonly Typed[])[] {
  const [year = '', month = '', day = ''] = identity.birthDate.split('-');
  const person: Typed[] = [
    ['identity.familyName', identity.familyName],
    ['identity.givenName', identity.givenName],
    ['identity.birthName', `${identity.birthFamilyName} ${identity.birthGivenName}`],
    ['identity.birthPlace', identity.birthPlace],
    ['identity.birthDate.year', year],
    ['identity.birthDate.month', month],
    ['identity.birthDate.day', day],
    ['identity.mothersName', `${identity.mothersFamilyName} ${identity.mothersGivenName}`],
  ];
  const contact: Typed[] = [
    ['email', email],
    ['mobile', mobile],
    ['username', username],
  ];
  return [person, contact];
}

/** Puts a value into a field, as `page.fill` does unless a test is about how it is put there. */
type Fill = (page: Page, name: string, value: string) => Promise<void>;
const fillAtOnce: Fill = (page, name, value) => page.fill(`[name="${name}"]`, value);

/**
 * Answers all steps of the registration, from whichever is open, and accepts the terms: what is left is to send it. The second
 * time it corrects the answers, from the last step.
 */
export async function fillRegistration(page: Page, customer: Customer, fill = fillAtOnce): Promise<void> {
  for (const fields of registrationSteps(customer)) {
    const [first = ''] = fields[0] ?? [];
    const field = page.locator(`[name="${first}"]`);
    const correction = page.locator(`.answers a[href$="#field-${first}"]`);
    await field.or(correction).first().waitFor();
    if ((await field.count()) === 0) await correction.click();
    for (const [name, value] of fields) await fill(page, name, value);
    await submitOf(page).click();
    await field.waitFor({ state: 'detached' });
  }
  await page.check('[name=acceptTerms]');
}

/** Opens the sign-in page and signs in with the chosen password. */
export async function signInAs({ open, page }: Visit, { username, password }: Customer): Promise<void> {
  await open('/');
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', password);
  await submitOf(page).click();
  await page.waitForURL('**/home');
}
