import type { Page } from 'playwright-core';
import type { Words } from '../../../web/src/words/words.ts';
import { aPdfOfPages, showBytes } from '../shown-pdf.ts';
import { refuses } from './canned-api.ts';
import {
  accountWith,
  correctionWaits,
  documentPages,
  insurer,
  mailsCameBack,
  newContacts,
  policies,
} from './sample-answers.ts';
import { problemText, type State } from './state.ts';

const signedIn = { isSignedIn: true } as const;
const documents = { path: '/documents', ...signedIn } as const;
const policy = { path: '/policies', ...signedIn } as const;

const saveFirst = (page: Page) => page.locator('.row-save').first().click();
const one = { path: '/documents/01J0000000009', ...signedIn } as const;
const policyButton = (page: Page, index: number) =>
  page.locator('li.policy').nth(index).locator(':scope > .actions button');

const showPdf = (page: Page) => showBytes(page, aPdfOfPages(['Első oldal', 'Második oldal', 'Harmadik oldal']));

async function consent(page: Page): Promise<void> {
  await policyButton(page, 2).click();
  await page.locator('dialog[open]').waitFor();
}

const home = { path: '/home', ...signedIn } as const;

/** A signed-in customer's documents and policies, and signing out. */
export const customerStates: readonly State[] = [
  {
    ...home,
    name: 'home, with all that needs doing',
    answers: {
      getAccount: accountWith({
        ...{ newEmail: newContacts.email, newMobile: newContacts.mobile },
        ...{ mailUnreachableSince: '2026-10-01T09:00:00.000Z', mailUnreachableReason: 'bounced' },
      }),
    },
    reach: (page) => page.getByRole('alert').waitFor(),
    shows: ({ home: words }) => words.newEmail,
  },
  {
    ...home,
    name: 'home, with nothing to do',
    answers: { listDocuments: documentPages.none, listPolicies: policies.none },
    shows: ({ home: words }) => words.nothingToDo,
  },
  {
    ...home,
    name: 'R10.2 home, a correction waits',
    answers: { listDocuments: documentPages.none, listPolicies: policies.none, getAccount: correctionWaits },
    reach: (page) => page.locator('div.notice').waitFor(),
    shows: ({ account: words }) => words.correction.next('').replace(/:.*$/, ''),
  },
  {
    ...home,
    name: 'home, documents do not come',
    answers: { listDocuments: refuses('busy') },
    shows: (words) => problemText(words, { code: 'busy' }),
  },
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
  {
    ...documents,
    name: 'documents, with every badge',
    movesClock: true,
    reach: (page) => page.clock.setFixedTime('2027-10-20T10:00:00Z'),
    shows: ({ documents: words }) => words.total(6, 4),
  },
  {
    ...documents,
    name: 'documents, the next page is on its way',
    answers: { listDocuments: [documentPages.first, 'held'] },
    shows: ({ documents: words }) => words.loadedSoFar(5),
  },
  {
    ...documents,
    name: 'documents, the next page does not come',
    answers: { listDocuments: [documentPages.first, refuses('busy')] },
    shows: (words) => problemText(words, { code: 'busy' }),
  },
  {
    ...documents,
    name: 'R7.1a documents, searched and filtered',
    reach: async (page) => {
      await page.fill('.search input', 'dijbekero');
      await page.selectOption('select.chip >> nth=1', { index: 1 });
    },
    shows: ({ documents: words }) => words.found(3),
  },
  {
    ...documents,
    name: 'R5.2 documents, mails came back',
    answers: { getAccount: mailsCameBack },
    reach: (page) => page.getByRole('alert').waitFor(),
    shows: ({ documents: words }) => words.total(6, 4),
  },
  {
    ...documents,
    name: 'a document that is no more',
    reach: saveFirst,
    shows: (words) => problemText(words, { code: 'document-not-found' }),
  },
  { ...one, name: 'a document', reach: showPdf, shows: ({ documents: words }) => words.preview.page(1, 3) },
  {
    ...one,
    name: 'R7.1b a document whose link does not come',
    answers: { linkDocument: refuses('busy') },
    shows: (words) => problemText(words, { code: 'busy' }),
  },
  {
    ...one,
    name: 'R7.1b a document that pdf.js cannot read',
    reach: (page) => showBytes(page, Buffer.from('no PDF')),
    shows: ({ documents: words }) => words.preview.unreadable,
  },
  {
    ...one,
    path: '/documents/01J0000000007',
    name: 'R6.3 a withdrawn document',
    shows: ({ documents: words }) => words.badges.withdrawn,
  },
  {
    ...one,
    path: '/documents/01J0000000099',
    name: 'a document that there is not',
    shows: (words) => problemText(words, { code: 'document-not-found' }),
  },
  {
    ...one,
    name: 'what happened to a document',
    reach: (page) => page.locator('summary').first().click(),
    shows: ({ documents: words }) => words.events.complained,
  },
  {
    ...one,
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
