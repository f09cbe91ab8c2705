import type { AnyProblemCode } from '../api/problem.ts';
import type { QuestionId } from '../pages/help/questions.ts';

type Step = 'recover' | 'register' | 'sign-in';

/** Where a problem leads: to its answer in the help (R13.1) and to the page that solves it. */
export const nextSteps: Readonly<
  Partial<Record<AnyProblemCode, { readonly help?: QuestionId; readonly steps?: readonly Step[] }>>
> = {
  'wrong-credentials': { help: 'sign-in-fails', steps: ['recover'] },
  'wrong-password': { help: 'wrong-passwords' },
  locked: { help: 'wrong-passwords', steps: ['recover'] },
  'identification-failed': { help: 'registration-fails' },
  'not-eligible': { help: 'who-can' },
  'not-eligible-any-more': { help: 'who-can' },
  'contact-taken': { help: 'what-is-needed' },
  'already-registered': { steps: ['sign-in', 'recover'] },
  'confirmation-expired': { help: 'no-confirmation-mail', steps: ['register', 'sign-in'] },
  'sms-failed': { help: 'no-sms' },
  'registration-not-found': { help: 'no-sms', steps: ['recover'] },
  'challenge-expired': { steps: ['sign-in'] },
  'session-ended': { steps: ['sign-in'] },
  'document-not-found': { help: 'how-long' },
  'consent-required': { help: 'more-policies' },
};

export const stepPaths: Readonly<Record<Step, string>> = {
  recover: '/recover',
  register: '/register',
  'sign-in': '/',
};
