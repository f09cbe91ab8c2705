import { rules } from '#shared/contract/rules.ts';
import type { Words } from '../words.ts';

const { attempts, lockHours, linkHours, longestPassword, mostPasskeys, shortestPassword, signInCodeMails } = rules;

const ineligible: Readonly<Record<string, string>> = {
  'only-postal-cheque':
    'You pay your insurance by postal cheque. The portal is for insurance paid by direct debit or bank transfer.',
};

const weak: Readonly<Record<string, string>> = {
  'too-short': `This password is too short: it needs at least ${shortestPassword} characters.`,
  'too-long': `This password is too long: at most ${longestPassword} characters.`,
  'blank-at-ends': 'The password may not begin or end with a space.',
  'contains-username': 'The password may not contain your username.',
  'too-common': 'This password is easy to guess. Choose less common words.',
};

function waiting(seconds: number | undefined): string {
  if (seconds === undefined) return 'Please try again later.';
  if (seconds < 60) return 'Please try again in a minute.';
  const minutes = Math.ceil(seconds / 60);
  return `Please try again in ${minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`}.`;
}

const leftWords = (attemptsLeft: number) =>
  attemptsLeft === 1
    ? `You have 1 more attempt; if that is wrong, too, sign-in is locked for ${lockHours} hours.`
    : `You have ${attemptsLeft} more attempts, then sign-in is locked for ${lockHours} hours.`;

export const problems: Words['problems'] = {
  'invalid-request': () => 'Something went wrong on this page. Load the page again and retry.',
  'invalid-fields': () => 'Please correct the marked fields.',
  'wrong-credentials': ({ attemptsLeft }) =>
    `Wrong username or password.${attemptsLeft === undefined ? '' : ` ${leftWords(attemptsLeft)}`}`,
  'session-ended': () => 'Your session has ended. Please sign in again.',
  'wrong-password': ({ attemptsLeft }) =>
    `Wrong password.${attemptsLeft === undefined ? '' : ` ${leftWords(attemptsLeft)}`}`,
  'identification-required': () => 'The caller must be identified first.',
  'registration-contested': (_, { helpline }) =>
    `This registration is frozen: somebody told us that it was made under another person’s data. If that is a mistake, call the helpline: ${helpline}.`,
  'second-agent-required': () => 'You opened this contest: another colleague must decide it.',
  'passkey-refused': () =>
    'This passkey did not work just now. Try again; if it fails once more, sign in with your username and password.',
  'passkey-not-found': () => 'Your account does not have this passkey any more. Reload the page.',
  'too-many-passkeys': () =>
    `An account can have ${mostPasskeys} passkeys at most. Remove one that you do not use any more.`,
  'passkey-not-made': () =>
    'No passkey was made. Try again, and confirm it with the PIN, fingerprint or face of your device: a device or security key that asks for none of these cannot keep a passkey for the portal.',
  'passkey-known': () => 'This device already has a passkey for your account.',
  forbidden: () => 'You are not allowed to do this.',
  'not-found': () => 'What you are looking for is not here.',
  'document-not-found': () => 'This document is not available. Load the list again.',
  'policy-not-found': () => 'There is no such policy. Load the page again.',
  'registration-not-found': (_, { helpline }) =>
    `No SMS can be sent for this registration any more. If you cannot sign in, ask for a new password on the page “Forgotten password or username”, or call the helpline: ${helpline}.`,
  'method-not-allowed': () => 'Something went wrong on this page. Load the page again and retry.',
  'username-taken': () => 'This username is taken. Choose another one.',
  'contact-taken': () =>
    'Another registration uses this e-mail address together with this mobile number. If it is not yours (a relative’s, for example), enter another number or address.',
  'already-registered': () =>
    'You are already registered. If you have forgotten your username or password, ask for a new password.',
  'not-eligible-any-more': (_, { helpline }) =>
    `Your policies have changed since you registered; ePosta is not available for any of them now. Call the helpline: ${helpline}.`,
  'consent-required': () => 'ePosta changes the payment method, so we need your consent.',
  'confirmation-expired': () =>
    `This link is no longer valid: it expires after ${linkHours} hours and works once. If you have not confirmed yet, register again; if you have, sign in.`,
  'payload-too-large': () => 'The text you entered is too long. Shorten it and try again.',
  'unsupported-media-type': () => 'Something went wrong on this page. Load the page again and retry.',
  'identification-failed': (_, { helpline }) =>
    `We could not identify you from these data. Compare the names, place and date of birth and your mother’s name with your policy. Mind the accents and the order of family and given name, enter all given names, and write hyphens as they are there. Then send it again. If it still fails, call the helpline: ${helpline}.`,
  'not-eligible': ({ reason }, { helpline }) =>
    `${ineligible[reason ?? ''] ?? 'You currently have no valid insurance that the portal is available for. The portal is for motor, home and business insurance paid by direct debit or bank transfer.'} If you have questions, call the helpline: ${helpline}.`,
  'weak-password': ({ reason }) =>
    weak[reason ?? ''] ??
    `This password is not strong enough. Use at least ${shortestPassword} characters that are hard to guess.`,
  'challenge-expired': () => 'The time to choose a password is over. Sign in again with the temporary password.',
  'wrong-code': ({ attemptsLeft }) =>
    attemptsLeft === 0
      ? 'The code is wrong, and it cannot be tried again. Ask for a new code.'
      : `The code is wrong. Look at the latest SMS and type it again. You have ${attemptsLeft} more ${attemptsLeft === 1 ? 'attempt' : 'attempts'}.`,
  'code-expired': () => 'This code is no longer valid. Ask for a new code.',
  'username-taken-first': () =>
    'Another customer has confirmed this username in the meantime, so this registration cannot be finished. Register again and choose another username; all else may stay as it is.',
  'contact-taken-first': (_, { helpline }) =>
    `Another customer has confirmed this e-mail address with this mobile number in the meantime, so this registration cannot be finished. Register again with another number or address. If address and number are yours alone, call the helpline: ${helpline}.`,
  'second-step-expired': () =>
    'The code is no longer valid, or you have no attempts left. Enter your username and password again, and we will send a new code.',
  'too-many-codes': ({ retryAfterSeconds }, { helpline }) =>
    `Within a day we have sent ${signInCodeMails} codes that nobody used, so we send no more for a while. ${waiting(retryAfterSeconds)} With a passkey, or in a browser where you have signed in before, you can still sign in. If it was not you who asked for the codes, somebody knows your password: ask for a new password, or call the helpline: ${helpline}.`,
  'wrong-sign-in-code': ({ attemptsLeft }) =>
    `The code is wrong. Look at our latest e-mail and type it again. You have ${attemptsLeft} more ${attemptsLeft === 1 ? 'attempt' : 'attempts'}.`,
  locked: ({ lockedUntil }, { time }) =>
    `After ${attempts === 3 ? 'three' : attempts} wrong passwords we have locked sign-in${lockedUntil ? ` until ${time(lockedUntil)} (Hungarian time)` : ` for ${lockHours} hours`}. If you do not want to wait, ask for a new password: the link in our e-mail lets you in even while somebody else tries your name. In another browser or on another device where you have signed in before, your usual password works, too.`,
  'too-many-requests': ({ retryAfterSeconds }, { helpline }) =>
    `There were too many attempts. ${waiting(retryAfterSeconds)} If it is urgent, call the helpline: ${helpline}.`,
  unexpected: (_, { helpline }) =>
    `Something went wrong on our side, it was not your fault. Try again; if it fails once more, call the helpline: ${helpline}.`,
  'sms-failed': (_, { helpline }) =>
    `The SMS could not be sent now. Try again in a few minutes or call the helpline: ${helpline}. They see whether SMS sending works and check your mobile number with you.`,
  busy: () => 'The service is overloaded. Wait a moment and try again.',
  offline: () => 'There is no connection. Check your internet and try again; what you entered is kept.',
  slow: () =>
    'No answer came in time, so we do not know whether it worked. Wait a moment and try again; what you entered is kept.',
};
