import type { Page } from 'playwright-core';
import type { ProblemCode } from '#shared/contract/problems.ts';
import { hu, type Words } from '../../../web/src/words/words.ts';
import { submitOf } from '../keyboard.ts';
import { refuses } from './canned-api.ts';
import { accountWith, newContacts } from './sample-answers.ts';
import { problemText, type State } from './state.ts';

type Kind = 'email' | 'mobile';
const page = {
  email: { path: '/account/email', isSignedIn: true },
  mobile: { path: '/account/mobile', isSignedIn: true },
} as const;
const waiting = {
  email: accountWith({ newEmail: newContacts.email }),
  mobile: accountWith({ newMobile: newContacts.mobile }),
};
const lockedUntil = '2026-12-01T09:30:00.000Z';

type Refusal = { readonly code: ProblemCode; readonly retryAfterSeconds?: number };
const refusing = ({ code, retryAfterSeconds, ...facts }: Refusal) => refuses(code, facts, retryAfterSeconds);

const ask = (kind: Kind) => async (here: Page) => {
  await here.fill(`[name=${kind}]`, newContacts[kind]);
  await here.fill('[name=password]', 'három kék hal úszik');
  await submitOf(here).click();
};

const contactTaken = { code: 'contact-taken' } as const;
/** The forms are alike: what is the same on both is checked here once. */
const refusals = {
  email: [
    contactTaken,
    { code: 'wrong-password', attemptsLeft: 1 },
    { code: 'too-many-requests', retryAfterSeconds: 18_000 },
  ],
  mobile: [
    contactTaken,
    { code: 'wrong-password', attemptsLeft: 2 },
    { code: 'locked', lockedUntil },
    { code: 'sms-failed' },
  ],
} as const;

/** The form, and all that can be wrong with what it sends. */
const asking = (kind: Kind): readonly State[] => [
  { ...page[kind], name: `another ${kind}`, shows: ({ account }) => account.contacts[kind].lead },
  {
    ...page[kind],
    name: `another ${kind}, nothing filled in`,
    reach: (here) => submitOf(here).click(),
    shows: ({ fields }) => fields[kind === 'email' ? 'newEmail' : 'newMobile'].error,
  },
  ...refusals[kind].map((problem) => ({
    ...page[kind],
    name: `another ${kind}, ${problem.code}`,
    answers: { changeContact: refusing(problem) },
    reach: ask(kind),
    shows: (words: Words) => problemText(words, problem),
  })),
];

const typeCode = async (here: Page) => {
  await here.fill('[name=code]', '123 456');
  await submitOf(here).click();
};

/** The code was sent; the API's answers to a typed code, and what the page then shows. */
const code = (name: string, answer: ReturnType<typeof refuses>, problem: Parameters<typeof problemText>[1]): State => ({
  ...page.mobile,
  name: `type the code, ${name}`,
  answers: { getAccount: waiting.mobile, confirmMobile: answer },
  reach: typeCode,
  shows: (words) => problemText(words, problem),
});

/** Another e-mail address or mobile number (R11.2), from the form to the confirmed contact. */
export const contactStates: readonly State[] = [
  ...asking('email'),
  ...asking('mobile'),
  {
    ...page.email,
    name: 'another email, the mail is on its way',
    answers: { getAccount: [accountWith({}), waiting.email] },
    reach: ask('email'),
    shows: ({ account }) => account.contacts.email.next,
  },
  {
    ...page.email,
    name: 'another email, asked for again',
    answers: { getAccount: waiting.email },
    reach: (here) => here.locator('main button').click(),
    shows: ({ account }) => account.contacts.email.lead,
  },
  {
    ...page.email,
    name: 'another email, confirmed',
    answers: { getAccount: [waiting.email, accountWith({ email: newContacts.email })] },
    reach: async (here) => {
      await here.getByText(hu.account.contacts.email.next).waitFor();
      await here.evaluate(`dispatchEvent(new Event('focus'))`);
    },
    shows: ({ account }) => account.contacts.email.done(newContacts.email),
  },
  {
    ...page.mobile,
    name: 'type the code',
    answers: { getAccount: [accountWith({}), waiting.mobile] },
    reach: ask('mobile'),
    shows: ({ account }) => account.contacts.mobile.next,
  },
  {
    ...page.mobile,
    name: 'type the code, nothing filled in',
    answers: { getAccount: waiting.mobile },
    reach: (here) => submitOf(here).click(),
    shows: ({ fields }) => fields.code.error,
  },
  code('a wrong one', refuses('invalid-fields', { fields: ['code'], attemptsLeft: 1 }), {
    code: 'wrong-code',
    attemptsLeft: 1,
  }),
  code('the last wrong one', refuses('invalid-fields', { fields: ['code'], attemptsLeft: 0 }), {
    code: 'wrong-code',
    attemptsLeft: 0,
  }),
  code('one that is over', refuses('confirmation-expired'), { code: 'code-expired' }),
  code('the number is taken meanwhile', refuses('contact-taken'), { code: 'contact-taken' }),
  {
    ...page.mobile,
    name: 'another mobile, confirmed',
    answers: { getAccount: [waiting.mobile, accountWith({ mobile: newContacts.mobile })] },
    reach: typeCode,
    shows: ({ account }) => account.contacts.mobile.doneTitle,
  },
];
