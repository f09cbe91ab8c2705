import type { AnyProblemCode, UnansweredCode } from '../api/problem.ts';
import type { QuestionId } from '../pages/help/questions.ts';

type Step = 'recover' | 'register' | 'sign-in';
type NextSteps = { readonly help: QuestionId; readonly steps?: readonly Step[] };

/** Answered where they are shown: beside each field, or, without a connection, in the sentence itself. */
type AnsweredInPlace = 'invalid-fields' | UnansweredCode;

/** Where each problem leads: to its answer in the help (R13.1) and to the page that solves it. */
export const nextSteps: Readonly<Record<Exclude<AnyProblemCode, AnsweredInPlace>, NextSteps>> = {
  'wrong-credentials': { help: 'sign-in-fails', steps: ['recover'] },
  'wrong-password': { help: 'wrong-passwords' },
  locked: { help: 'wrong-passwords', steps: ['recover'] },
  'passkey-refused': { help: 'passkeys', steps: ['recover'] },
  'passkey-not-made': { help: 'passkeys' },
  'passkey-known': { help: 'passkeys' },
  'passkey-not-found': { help: 'passkeys' },
  'too-many-passkeys': { help: 'passkeys' },
  'identification-failed': { help: 'registration-fails' },
  'not-eligible': { help: 'who-can' },
  'not-eligible-any-more': { help: 'who-can' },
  'username-taken': { help: 'what-is-needed' },
  'contact-taken': { help: 'what-is-needed' },
  'already-registered': { help: 'sign-in-fails', steps: ['sign-in', 'recover'] },
  'confirmation-expired': { help: 'no-confirmation-mail', steps: ['register', 'sign-in'] },
  'sms-failed': { help: 'no-sms' },
  'registration-not-found': { help: 'no-sms', steps: ['recover'] },
  'weak-password': { help: 'good-password' },
  'wrong-code': { help: 'change-contact' },
  'code-expired': { help: 'change-contact' },
  'username-taken-first': { help: 'what-is-needed', steps: ['register'] },
  'contact-taken-first': { help: 'what-is-needed', steps: ['register'] },
  'second-step-expired': { help: 'second-step' },
  'too-many-codes': { help: 'second-step', steps: ['recover'] },
  'wrong-sign-in-code': { help: 'second-step' },
  'challenge-expired': { help: 'signed-out', steps: ['sign-in'] },
  'session-ended': { help: 'signed-out', steps: ['sign-in'] },
  'document-not-found': { help: 'how-long' },
  'policy-not-found': { help: 'page-fails' },
  'consent-required': { help: 'more-policies' },
  'registration-contested': { help: 'sign-in-fails' },
  'too-many-requests': { help: 'page-fails' },
  busy: { help: 'page-fails' },
  unexpected: { help: 'page-fails' },
  'invalid-request': { help: 'page-fails' },
  'not-found': { help: 'page-fails' },
  forbidden: { help: 'page-fails' },
  'identification-required': { help: 'page-fails' },
  'second-agent-required': { help: 'page-fails' },
  'method-not-allowed': { help: 'page-fails' },
  'payload-too-large': { help: 'page-fails' },
  'unsupported-media-type': { help: 'page-fails' },
};

const isAnsweredInPlace = (code: AnyProblemCode): code is AnsweredInPlace => !Object.keys(nextSteps).includes(code);

/** Where a problem leads; nowhere when it is answered in place. */
export const nextStepsOf = (code: AnyProblemCode): Partial<NextSteps> =>
  isAnsweredInPlace(code) ? {} : nextSteps[code];

export const stepPaths: Readonly<Record<Step, string>> = {
  recover: '/recover',
  register: '/register',
  'sign-in': '/',
};
