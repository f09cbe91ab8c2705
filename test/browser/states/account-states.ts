import type { Page } from 'playwright-core';
import { passkeyWords } from '../../../web/src/passkeys/passkey-words.ts';
import { secondStepWords } from '../../../web/src/second-step/second-step-words.ts';
import type { Words } from '../../../web/src/words/words.ts';
import { doNothingFor } from '../do-nothing.ts';
import { sendAgain, submitOf } from '../keyboard.ts';
import { refuses, says } from './canned-api.ts';
import { accountWith, mailsCameBack, mailsUnwanted, newContacts, tokens, twoPasskeys } from './sample-answers.ts';
import { helplineIn, problemText, type State, wordsOf } from './state.ts';

const account = { path: '/account', isSignedIn: true } as const;
const cancelling = { path: '/account/cancel', isSignedIn: true } as const;

const changeLanguage = (page: Page) => page.locator('.again button').first().click();
const signOutEverywhere = (page: Page) => page.locator('.again button').last().click();

async function changePassword(page: Page): Promise<void> {
  await page.fill('[name=currentPassword]', 'három kék hal úszik');
  await page.fill('[name=newPassword]', 'négy zöld kacsa repül');
  await submitOf(page, 'newPassword').click();
}

async function cancel(page: Page): Promise<void> {
  await page.fill('[name=password]', 'három kék hal úszik');
  await submitOf(page).click();
}

const passkeys = { ...account, answers: { getAccount: accountWith({ passkeys: twoPasskeys }) } } as const;
const removePasskey = (page: Page) => page.locator('.passkeys button').nth(1).click();

const step = { since: '2026-10-01T09:00:00.000Z', endsAt: '2026-12-03T12:00:00.000Z' };
const stepWords = (words: Words) => secondStepWords[words === wordsOf.hu ? 'hu' : 'en'];
const turnStep = async (page: Page) => {
  await page.fill('[name=otherPassword]', 'három kék hal úszik');
  await page.locator('#second-step [type=submit]').click();
};

/** A customer's own data, the password, and cancelling. */
export const accountStates: readonly State[] = [
  { ...account, name: 'account', shows: (words) => words.account.password.lead },
  {
    ...account,
    name: 'R5.2 account, mails came back',
    answers: { getAccount: mailsCameBack },
    reach: (page) => page.getByRole('alert').waitFor(),
    shows: (words) => words.account.password.lead,
  },
  {
    ...account,
    name: 'R5.2 account, a mail was marked as spam: other words than for mails that came back',
    answers: { getAccount: mailsUnwanted },
    reach: (page) => page.getByRole('alert').waitFor(),
    // The sentence that names neither address nor day.
    shows: (words) => words.account.mailUnwanted('', '').split('. ').at(-1) ?? '',
  },
  {
    ...account,
    name: 'R11.2 account, new contacts wait to be confirmed',
    answers: { getAccount: accountWith({ newEmail: newContacts.email, newMobile: newContacts.mobile }) },
    shows: (words) => words.account.waiting(newContacts.email),
  },
  {
    ...account,
    name: 'account, the second step is turned on',
    answers: { getAccount: [accountWith({}), accountWith({ secondStep: { since: step.since } })] },
    reach: turnStep,
    shows: (words) => stepWords(words).done.on,
  },
  {
    ...account,
    name: 'account, the second step takes the password',
    answers: { chooseSecondStep: refuses('wrong-password', { attemptsLeft: 1 }) },
    reach: turnStep,
    shows: (words) => problemText(words, { code: 'wrong-password', attemptsLeft: 1 }),
  },
  {
    ...account,
    name: 'account, the second step is on',
    answers: { getAccount: accountWith({ secondStep: { since: step.since } }) },
    shows: (words) => stepWords(words).turn.off,
  },
  {
    ...account,
    name: 'account, the second step ends after a recovery',
    answers: { getAccount: accountWith({ secondStep: step }) },
    shows: (words) => stepWords(words).turn.kept,
  },
  {
    ...passkeys,
    name: 'account, with passkeys, in a browser that cannot make one',
    shows: (words) => passkeyWords[words === wordsOf.hu ? 'hu' : 'en'].unused,
  },
  {
    ...passkeys,
    name: 'a passkey gets another name',
    reach: (page) => page.locator('.passkeys button').first().click(),
    shows: (words) => passkeyWords[words === wordsOf.hu ? 'hu' : 'en'].save,
  },
  {
    ...passkeys,
    name: 'a passkey is removed: the question',
    reach: removePasskey,
    shows: (words) => passkeyWords[words === wordsOf.hu ? 'hu' : 'en'].removing.title,
  },
  {
    ...passkeys,
    name: 'a passkey is not there any more',
    answers: { ...passkeys.answers, removePasskey: refuses('passkey-not-found') },
    reach: async (page) => {
      await removePasskey(page);
      await page.locator('dialog .button-danger').click();
    },
    shows: (words) => problemText(words, { code: 'passkey-not-found' }),
  },
  {
    ...account,
    name: 'the language of mails has changed',
    answers: { getAccount: [accountWith({}), accountWith({ language: 'en' })] },
    reach: changeLanguage,
    shows: (words) => words.account.languageChanged.en,
  },
  {
    ...account,
    name: 'the language of mails could not be changed',
    answers: { changeLanguage: refuses('busy') },
    reach: changeLanguage,
    shows: (words) => problemText(words, { code: 'busy' }),
  },
  {
    ...account,
    name: 'R14.1 a reminder was switched off',
    answers: { getAccount: [accountWith({}), accountWith({ reminders: { beforeEnd: false, unread: true } })] },
    reach: (page) => page.locator('.choice button').first().click(),
    shows: (words) => words.account.reminders.changed.off,
  },
  {
    ...account,
    name: 'change password, the present one is wrong',
    answers: { changePassword: refuses('wrong-password', { attemptsLeft: 1 }) },
    reach: changePassword,
    shows: (words) => problemText(words, { code: 'wrong-password', attemptsLeft: 1 }),
  },
  {
    ...account,
    name: 'password changed',
    reach: changePassword,
    shows: ({ signIn }) => signIn.farewells['password-changed'],
  },
  {
    ...account,
    name: 'R1.6 signed out everywhere',
    reach: signOutEverywhere,
    shows: ({ signIn }) => signIn.farewells['signed-out-everywhere'],
  },
  {
    ...account,
    name: 'R1.6 signing out everywhere failed',
    answers: { endSessions: refuses('busy') },
    reach: signOutEverywhere,
    shows: (words) => problemText(words, { code: 'busy' }),
  },
  {
    ...account,
    name: 'R1.6 warned of inactivity',
    reach: (page) => doNothingFor(page, 28.5),
    shows: ({ frame }) => frame.idle.text,
  },
  {
    ...account,
    name: 'R1.6 signed out for inactivity',
    reach: (page) => doNothingFor(page, 31),
    shows: ({ signIn }) => signIn.farewells.inactive,
  },
  { ...cancelling, name: 'cancelling', shows: (words) => words.account.cancel.lead },
  {
    ...cancelling,
    name: 'cancelling, locked',
    answers: { cancelRegistration: refuses('locked', { lockedUntil: '2026-12-01T09:30:00.000Z' }) },
    reach: cancel,
    shows: (words) => problemText(words, { code: 'locked', lockedUntil: '2026-12-01T09:30:00.000Z' }),
  },
  {
    ...cancelling,
    name: 'cancelled',
    reach: cancel,
    shows: ({ signIn }) => signIn.farewells['registration-cancelled'],
  },
  {
    ...cancelling,
    name: 'cancelled perhaps: the answer was lost',
    answers: {
      refreshSession: [says('refreshSession', 200, tokens()), refuses('session-ended')],
      cancelRegistration: ['cut', refuses('session-ended')],
    },
    reach: async (page) => {
      await cancel(page);
      await page.getByRole('alert').waitFor();
      await sendAgain(page);
      await page.locator('[name=username]:visible').waitFor();
    },
    shows: (words) => words.signIn.perhapsCancelled(helplineIn(words)),
  },
];
