import type { Page } from 'playwright-core';
import type { Words } from '../../../web/src/words/words.ts';
import { refuses } from './canned-api.ts';
import { documentPages, insurer, mailsCameBack, policies } from './sample-answers.ts';
import { problemText, type State } from './state.ts';

const signedIn = { isSignedIn: true } as const;
const documents = { path: '/documents', ...signedIn } as const;
const policy = { path: '/policies', ...signedIn } as const;

const documentButton = (page: Page, button: 0 | 1) => page.locator('li.document .actions button').nth(button);
const policyButton = (page: Page, index: number) =>
  page.locator('li.policy').nth(index).locator(':scope > .actions button');

async function consent(page: Page): Promise<void> {
  await policyButton(page, 2).click();
  await page.locator('dialog[open]').waitFor();
}

/** A signed-in customer's documents and policies, and signing out. */
export const customerStates: readonly State[] = [
  {
    ...documents,
    name: 'documents, on their way',
    answers: { listDocuments: 'held' },
    shows: ({ frame }) => frame.loading,
  },
  {
    ...documents,
    name: 'no documents yet',
    answers: { listDocuments: documentPages.none },
    shows: ({ documents: words }) => words.none,
  },
  { ...documents, name: 'documents, one of them withdrawn', shows: ({ documents: words }) => words.shown(5) },
  {
    ...documents,
    name: 'documents, the next page',
    reach: (page) => page.locator('main > .page > button.button-second').click(),
    shows: ({ documents: words }) => words.shown(6),
  },
  {
    ...documents,
    name: 'documents, the next page does not come',
    answers: { listDocuments: [documentPages.all, refuses('busy')] },
    reach: (page) => page.locator('main > .page > button.button-second').click(),
    shows: (words) => problemText(words, { code: 'busy' }),
  },
  {
    ...documents,
    name: 'documents of one policy, none',
    answers: { listDocuments: [documentPages.all, documentPages.none] },
    reach: (page) => page.selectOption('select', { index: 2 }),
    shows: ({ documents: words }) => words.noneOfPolicy,
  },
  {
    ...documents,
    name: 'R5.2 documents, mails came back',
    answers: { getAccount: mailsCameBack },
    reach: (page) => page.getByRole('alert').waitFor(),
    shows: ({ documents: words }) => words.shown(5),
  },
  {
    ...documents,
    name: 'a document that is no more',
    reach: (page) => documentButton(page, 1).click(),
    shows: (words) => problemText(words, { code: 'document-not-found' }),
  },
  {
    ...documents,
    name: 'what happened to a document',
    reach: (page) => page.locator('summary').first().click(),
    shows: ({ documents: words }) => words.events.complained,
  },
  {
    ...documents,
    name: 'what happened to a document does not come',
    answers: { listEvidence: refuses('unexpected') },
    reach: (page) => page.locator('summary').first().click(),
    shows: (words) => problemText(words, { code: 'unexpected' }),
  },
  { ...documents, name: 'R7.2 the print view', media: 'print', shows: ({ documents: words }) => words.printed },
  ...(['/documents', '/policies', '/account'] as const).map((path) => ({
    ...signedIn,
    path,
    name: `${path} with a fault of ours`,
    answers: {
      listDocuments: refuses('unexpected'),
      listPolicies: refuses('unexpected'),
      getAccount: refuses('unexpected'),
    },
    shows: (words: Words) => problemText(words, { code: 'unexpected' }),
  })),
  {
    ...policy,
    name: 'no policies',
    answers: { listPolicies: policies.none },
    shows: ({ policies: words }) => words.none,
  },
  { ...policy, name: 'policies', shows: ({ policies: words }) => words.reasons['payment-method-not-accepted'] },
  { ...policy, name: 'R8.2 policies, where to transfer', insurer, shows: () => insurer['bank-account'] },
  { ...policy, name: 'R8.2b policies, whose account it is', insurer, shows: () => insurer['beneficiary-name'] },
  { ...policy, name: 'R8.2b policies, for a direct debit', insurer, shows: () => insurer['creditor-id'] },
  { ...policy, name: 'R8.2a policies, a switch is under way', shows: ({ policies: words }) => words.switchWaits },
  {
    ...policy,
    name: 'R8.2 ePosta turned on',
    reach: (page) => policyButton(page, 1).click(),
    shows: ({ policies: words }) => words.enrolled,
  },
  {
    ...policy,
    name: 'R8.2 the question for consent',
    reach: consent,
    shows: ({ policies: words }) => words.consent.stays,
  },
  {
    ...policy,
    name: 'R8.2 consent on its way',
    answers: { enrolPolicy: 'held' },
    reach: async (page) => {
      await consent(page);
      await page.locator('dialog .button').first().click();
    },
    shows: ({ frame }) => frame.wait,
  },
  {
    ...policy,
    name: 'R8.2a the question before ending ePosta',
    reach: (page) => policyButton(page, 0).click(),
    shows: ({ policies: words }) => words.ending.points[1] ?? '',
  },
  {
    ...policy,
    name: 'R8.2a ePosta turned off',
    reach: async (page) => {
      await policyButton(page, 0).click();
      await page.locator('dialog .button').first().click();
    },
    shows: ({ policies: words }) => words.ended,
  },
  {
    ...policy,
    name: 'ePosta that needs consent meanwhile',
    answers: { enrolPolicy: refuses('consent-required') },
    reach: (page) => policyButton(page, 1).click(),
    shows: (words) => problemText(words, { code: 'consent-required' }),
  },
  {
    ...documents,
    name: 'signed out',
    reach: (page) => page.locator('.leave button').click(),
    shows: ({ signIn }) => signIn.farewells['signed-out'],
  },
  {
    ...documents,
    name: 'signing out failed',
    answers: { signOut: 'cut' },
    reach: (page) => page.locator('.leave button').click(),
    shows: ({ frame }) => frame.signOutFailed,
  },
];
