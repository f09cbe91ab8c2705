import type { Page } from 'playwright-core';
import { secondStepWords } from '../../../web/src/second-step/second-step-words.ts';
import type { Words } from '../../../web/src/words/words.ts';
import { submitOf } from '../keyboard.ts';
import { refuses, says } from './canned-api.ts';
import { genuine, linkToken, tokens } from './sample-answers.ts';
import { problemText, type State, wordsOf } from './state.ts';

const send = (page: Page) => submitOf(page).click();

async function signIn(page: Page): Promise<void> {
  await page.fill('[name=username]', 'szabone.kiss.anna');
  await page.fill('[name=password]', 'három kék hal úszik');
  await send(page);
}

async function choosePassword(page: Page): Promise<void> {
  await signIn(page);
  await page.fill('[name=newPassword]', 'három kék hal úszik');
  await send(page);
}

async function recover(page: Page): Promise<void> {
  await page.fill('[name=email]', 'somebody@mail.example');
  await page.fill('[name=mobile]', '06 30 111 2222');
  await send(page);
}

const asksForCode = { signIn: says('signIn', 200, { secondStep: 'code' }) };
const stepWords = (words: Words) => secondStepWords[words === wordsOf.hu ? 'hu' : 'en'];

async function typeCode(page: Page): Promise<void> {
  await signIn(page);
  await page.fill('[name=signInCode]', '123456');
  await send(page);
}

const copy = { name: 'igazolas_2026_vegleges_javitott_MASOLAT.pdf', mimeType: 'application/pdf' };
const check = (page: Page) =>
  page.setInputFiles('input[type=file][multiple]', { ...copy, buffer: Buffer.from('a copy') });

/** What somebody sees who is not signed in. */
export const visitorStates: readonly State[] = [
  { name: 'sign-in', path: '/', shows: ({ signIn }) => signIn.lead },
  { name: 'sign-in, nothing filled in', path: '/', reach: send, shows: ({ fields }) => fields.password.error },
  {
    name: 'a password shown',
    path: '/',
    reach: (page) => page.locator('.input-row button').click(),
    shows: ({ frame }) => frame.hidePassword,
  },
  {
    name: 'the session has ended',
    path: '/policies',
    isSignedIn: true,
    answers: {
      refreshSession: [says('refreshSession', 200, tokens()), refuses('session-ended')],
      listPolicies: refuses('session-ended'),
    },
    shows: ({ signIn }) => signIn.farewells['session-ended'],
  },
  {
    name: 'the second step: a code was mailed',
    path: '/',
    answers: asksForCode,
    reach: signIn,
    shows: (words) => stepWords(words).code.sent,
  },
  {
    name: 'the second step after a temporary password',
    path: '/',
    answers: { choosePassword: says('choosePassword', 200, { secondStep: 'code' }) },
    reach: choosePassword,
    shows: (words) => stepWords(words).code.sent,
  },
  {
    name: 'the second step: nothing filled in',
    path: '/',
    answers: asksForCode,
    reach: async (page) => {
      await signIn(page);
      await page.locator('[name=signInCode]').waitFor();
      await send(page);
    },
    shows: ({ fields }) => fields.signInCode.error,
  },
  {
    name: 'the second step: a wrong code',
    path: '/',
    answers: {
      ...asksForCode,
      takeSecondStep: [
        says('takeSecondStep', 200, { codeGoodUntil: '2026-12-03T12:00:00.000Z' }),
        refuses('invalid-fields', { fields: ['code'], attemptsLeft: 2 }),
      ],
    },
    reach: typeCode,
    shows: (words) => problemText(words, { code: 'wrong-sign-in-code', attemptsLeft: 2 }),
  },
  {
    name: 'the second step: too late',
    path: '/',
    answers: {
      ...asksForCode,
      takeSecondStep: [
        says('takeSecondStep', 200, { codeGoodUntil: '2026-12-03T12:00:00.000Z' }),
        refuses('second-step-expired'),
      ],
    },
    reach: typeCode,
    shows: (words) => problemText(words, { code: 'second-step-expired' }),
  },
  {
    name: 'the second step: too many codes',
    path: '/',
    answers: { ...asksForCode, takeSecondStep: refuses('too-many-codes') },
    reach: signIn,
    shows: (words) => problemText(words, { code: 'too-many-codes' }),
  },
  {
    name: 'keep-second-step',
    path: `/keep-second-step#token=${linkToken}`,
    shows: (words) => stepWords(words).link.lead,
  },
  {
    name: 'keep-second-step, done',
    path: `/keep-second-step#token=${linkToken}`,
    reach: send,
    shows: (words) => stepWords(words).link.done,
  },
  {
    name: 'keep-second-step, expired',
    path: `/keep-second-step#token=${linkToken}`,
    answers: { stopCorrection: refuses('confirmation-expired') },
    reach: send,
    shows: (words) => stepWords(words).link.expired,
  },
  { name: 'choose a password', path: '/', reach: signIn, shows: ({ signIn }) => signIn.choose.lead },
  ...['too-short', 'too-long', 'blank-at-ends', 'contains-username', 'too-common', 'any other'].map((reason) => ({
    name: `choose a password, ${reason}`,
    path: '/',
    answers: { choosePassword: refuses('weak-password', { reason }) },
    reach: choosePassword,
    shows: (words: Words) => problemText(words, { code: 'weak-password', reason }),
  })),
  {
    name: 'long work',
    path: '/recover',
    answers: { recoverAccess: 'held' },
    movesClock: true,
    reach: async (page) => {
      await page.clock.install();
      await recover(page);
      await page.locator('form[aria-busy=true]').waitFor();
      await page.clock.fastForward('05');
      await page.locator('.progress:not(:empty)').waitFor();
    },
    shows: ({ frame }) => frame.stillWorking,
  },
  { name: 'recover', path: '/recover', shows: ({ signIn }) => signIn.recover.lead },
  {
    name: 'recover, nothing filled in',
    path: '/recover',
    reach: send,
    shows: ({ fields }) => fields.recoveryMobile.error,
  },
  {
    name: 'recover, no connection',
    path: '/recover',
    answers: { recoverAccess: 'cut' },
    reach: recover,
    shows: (words) => problemText(words, { code: 'offline' }),
  },
  {
    name: 'recover, no answer in time',
    path: '/recover',
    answers: { recoverAccess: 'held' },
    reach: async (page) => {
      // Half a minute passes sooner.
      await page.evaluate(
        '{ const after = AbortSignal.timeout; AbortSignal.timeout = () => after.call(AbortSignal, 10) }',
      );
      await recover(page);
      await page.getByRole('alert').waitFor();
    },
    shows: (words) => problemText(words, { code: 'slow' }),
  },
  { name: 'recovery asked for', path: '/recover', reach: recover, shows: ({ signIn }) => signIn.recover.doneNext },
  ...(['confirm-contact', 'stop-correction'] as const).flatMap((link) => {
    const name = link === 'confirm-contact' ? 'confirmEmail' : 'stopCorrection';
    const path = `/${link}#token=${linkToken}`;
    const words = ({ mailLinks }: Words) => mailLinks[name];
    return [
      { name: link, path, shows: (all: Words) => words(all).lead },
      { name: `${link}, done`, path, reach: send, shows: (all: Words) => words(all).done },
      {
        name: `${link}, expired`,
        path,
        answers: { [name]: refuses('confirmation-expired') },
        reach: send,
        shows: (all: Words) => words(all).expired,
      },
      {
        name: `${link}, a fault of ours`,
        path,
        answers: { [name]: refuses('busy') },
        reach: send,
        shows: (all: Words) => problemText(all, { code: 'busy' }),
      },
    ];
  }),
  { name: 'check', path: '/check', shows: ({ check: words }) => words.privacy },
  {
    name: 'check, a file over the page',
    path: '/check',
    reach: (page) => page.locator('main').dispatchEvent('dragenter'),
    shows: ({ check: words }) => words.dropNow,
  },
  {
    name: 'check, on its way',
    path: '/check',
    answers: { checkAuthenticity: 'held' },
    reach: check,
    shows: ({ check: words }) => words.checking(copy.name),
  },
  { name: 'check, not recognised', path: '/check', reach: check, shows: ({ check: words }) => words.unknown },
  {
    name: 'check, genuine',
    path: '/check',
    answers: { checkAuthenticity: genuine },
    reach: check,
    shows: ({ check: words }) => words.genuine,
  },
  {
    name: 'check, a fault of ours',
    path: '/check',
    answers: { checkAuthenticity: 'cut' },
    reach: check,
    shows: (words) => problemText(words, { code: 'offline' }),
  },
  { name: 'help', path: '/help#who-can', shows: ({ frame }) => frame.help },
  { name: 'no such page', path: '/no-such-page', shows: ({ frame }) => frame.notFound },
  {
    name: 'a page that did not load',
    path: '/',
    reach: async (page) => {
      await page.route('**/assets/check-page-*', (route) => route.abort());
      await page.locator('footer a[href="/check"]').click();
    },
    shows: ({ frame }) => frame.broken,
  },
];
