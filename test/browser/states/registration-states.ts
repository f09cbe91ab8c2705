import type { Page } from 'playwright-core';
import { aCustomer } from '#test/builders/customer.ts';
import { fillRegistration, registrationSteps } from '../customer-pages.ts';
import { submitOf } from '../keyboard.ts';
import { refuses } from './canned-api.ts';
import { confirmed, insurer, linkToken } from './sample-answers.ts';
import { problemText, type State } from './state.ts';

const confirmPath = `/confirm#token=${linkToken}`;
const send = (page: Page) => submitOf(page).click();

async function answerPerson(page: Page): Promise<void> {
  await page.check('[name=sameBirthName]');
  for (const [name, value] of registrationSteps(aCustomer())[0] ?? [])
    if (name !== 'identity.birthName') await page.fill(`[name="${name}"]`, value);
  await send(page);
}

async function register(page: Page): Promise<void> {
  await fillRegistration(page, aCustomer());
  await send(page);
}

/** From the registration form to the confirmed account. */
export const registrationStates: readonly State[] = [
  { name: 'register', path: '/register', shows: ({ registration }) => registration.lead },
  {
    name: 'register, the second step',
    path: '/register',
    reach: (page) => answerPerson(page),
    shows: ({ fields }) => fields.chosenUsername.label,
  },
  {
    name: 'register, the answers',
    path: '/register',
    reach: (page) => fillRegistration(page, aCustomer()),
    shows: ({ registration }) => registration.checkLead,
  },
  {
    name: 'register, the terms not accepted',
    path: '/register',
    reach: async (page) => {
      await fillRegistration(page, aCustomer());
      await page.uncheck('[name=acceptTerms]');
      await send(page);
    },
    shows: ({ fields }) => fields.acceptTerms.error,
  },
  {
    name: "register, the insurer's terms beside what is accepted",
    path: '/register',
    insurer,
    reach: (page) => fillRegistration(page, aCustomer()),
    shows: ({ registration }) => registration.checkLead,
  },
  {
    name: 'register, nothing filled in',
    path: '/register',
    reach: send,
    shows: ({ fields }) => fields['identity.birthDate'].error,
  },
  {
    name: 'register, the terms opened',
    path: '/register',
    reach: async (page) => {
      await fillRegistration(page, aCustomer());
      await page.locator('summary').click();
    },
    shows: ({ registration }) => registration.termsPoints(13)[0] ?? '',
  },
  {
    name: 'register, fields that the API refuses',
    path: '/register',
    answers: {
      register: refuses('invalid-fields', {
        fields: ['identity.birthPlace', 'identity.mothersGivenName', 'email', 'mobile', 'username'],
      }),
    },
    reach: register,
    shows: ({ fields }) => fields['identity.mothersName'].error,
  },
  {
    name: 'register, nobody found with these data',
    path: '/register',
    answers: { register: refuses('identification-failed') },
    reach: register,
    shows: (words) => problemText(words, { code: 'identification-failed' }),
  },
  {
    name: 'register, the username is taken',
    path: '/register',
    answers: { register: refuses('username-taken') },
    reach: register,
    shows: (words) => problemText(words, { code: 'username-taken' }),
  },
  { name: 'registered', path: '/register', reach: register, shows: ({ registration }) => registration.done.next },
  {
    name: 'the mail was sent again',
    path: '/register',
    reach: async (page) => {
      await register(page);
      await page.locator('.again button').click();
    },
    shows: ({ registration }) => registration.done.resent,
  },
  {
    name: 'the mail cannot be sent again so often',
    path: '/register',
    answers: { resendConfirmation: refuses('too-many-requests', {}, 5400) },
    reach: async (page) => {
      await register(page);
      await page.locator('.again button').click();
      await page.locator('.again [role=alert]').waitFor();
    },
    shows: (words) => problemText(words, { code: 'too-many-requests', retryAfterSeconds: 5400 }),
  },
  { name: 'confirm, a broken link', path: '/confirm', shows: ({ registration }) => registration.confirm.noToken },
  {
    name: 'confirm, on its way',
    path: confirmPath,
    answers: { previewConfirmation: 'held' },
    shows: ({ registration }) => registration.confirm.loading,
  },
  {
    name: 'confirm, a link that is no more',
    path: confirmPath,
    answers: { previewConfirmation: refuses('confirmation-expired') },
    shows: (words) => problemText(words, { code: 'confirmation-expired' }),
  },
  {
    name: 'confirm, a fault of ours',
    path: confirmPath,
    answers: { previewConfirmation: refuses('unexpected') },
    shows: ({ frame }) => frame.tryAgain,
  },
  {
    name: 'confirm, a username that another customer confirmed first',
    path: confirmPath,
    answers: { confirmRegistration: refuses('username-taken') },
    reach: async (page) => {
      await send(page);
      await page.locator('[role=alert] a[href="/register"]').waitFor();
    },
    shows: (words) => problemText(words, { code: 'username-taken-first' }),
  },
  { name: 'confirm', path: confirmPath, shows: ({ registration }) => registration.confirm.submit },
  {
    name: 'confirmed',
    path: confirmPath,
    reach: send,
    shows: ({ registration }) => registration.confirm.smsNext,
  },
  {
    name: 'confirmed, the SMS sent again',
    path: confirmPath,
    reach: async (page) => {
      await send(page);
      await page.locator('.again button').click();
    },
    shows: ({ registration }) => registration.confirm.smsResent,
  },
  {
    name: 'confirmed, the SMS failed twice',
    path: confirmPath,
    answers: { confirmRegistration: confirmed('failed'), resendPasswordSms: refuses('sms-failed') },
    reach: async (page) => {
      await send(page);
      await page.locator('.again button').click();
      await page.locator('.again [role=alert]').waitFor();
    },
    shows: ({ registration }) => registration.confirm.smsFailedTitle,
  },
];
