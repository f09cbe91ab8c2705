import type { Operation } from '../harness/direct.ts';

const names = [
  ...([
    'register',
    'confirm',
    'leaveUser',
    'sweep',
    'enter',
    'choose',
    'change',
    'recover',
    'sendAgain',
    'sendForCaller',
  ] as const),
  ...(['askForChange', 'confirmChange', 'correct', 'stop', 'applyDue', 'cancelSome', 'rotate'] as const),
  ...(['chooseStep', 'askCode', 'typeCode', 'guess', 'keepStep'] as const),
  ...(['hour', 'day', 'month', 'sweepExpired'] as const),
] as const;
/** The operations on accounts. */
export type OperationName = (typeof names)[number];

/** A step of rotating the secret waits for the calls that began before every function knew the step before (rotate-secret demands it). */
const long: ReadonlySet<OperationName> = new Set(['rotate', 'hour', 'day', 'month']);

export const operationOf = (runs: Readonly<Record<OperationName, Operation['run']>>, name: OperationName): Operation =>
  long.has(name) ? { run: runs[name], isLong: true } : { run: runs[name] };

type Names = readonly [OperationName, ...OperationName[]];

/** How far a person has come before the rest happens: not registered; with a first password; with a password of their own. */
const beginnings: readonly [readonly OperationName[], ...(readonly OperationName[])[]] = [
  [],
  ['register', 'confirm'],
  ['register', 'confirm', 'register', 'confirm'],
  ['register', 'confirm', 'enter', 'choose'],
  ['register', 'confirm', 'enter', 'choose', 'enter'],
  ['register', 'confirm', 'enter', 'choose', 'enter'],
  ['register', 'confirm', 'enter', 'choose', 'enter', 'register', 'confirm', 'enter', 'choose'],
];

const registering: Names = [
  'register',
  'register',
  'confirm',
  'confirm',
  'confirm',
  'leaveUser',
  'sweep',
  'cancelSome',
  'enter',
  'hour',
];
const passwords: Names = [
  ...(['enter', 'enter', 'enter', 'choose', 'choose', 'change', 'change', 'recover', 'recover'] as const),
  ...(['sendAgain', 'sendAgain', 'sendForCaller', 'cancelSome', 'confirm', 'hour'] as const),
];
const contacts: Names = [
  ...(['askForChange', 'askForChange', 'confirmChange', 'confirmChange', 'correct', 'correct', 'stop'] as const),
  ...(['applyDue', 'applyDue', 'cancelSome', 'register', 'confirm', 'rotate', 'rotate', 'day', 'month'] as const),
  ...(['sweepExpired', 'enter', 'choose', 'recover'] as const),
];

/** Somebody who knows the password changes it while the holder recovers and the helpdesk sends another. */
const duel: Names = ['change', 'change', 'change', 'recover', 'recover', 'enter', 'choose', 'sendForCaller'];

/** Two persons who want the same address and number. */
const rivals: Names = [
  ...(['register', 'register', 'confirm', 'confirm', 'askForChange', 'askForChange', 'askForChange'] as const),
  ...(['confirmChange', 'confirmChange', 'confirmChange', 'correct', 'rotate'] as const),
];

/** Persons who chose the same username, each with a link that is about to be pressed (nothing is reserved before: R2.6). */
const claimants: Names = ['confirm', 'confirm', 'confirm', 'confirm', 'register'];
const threeRegistrations: readonly OperationName[] = ['register', 'register', 'register'];

/** A customer with a second step, and somebody who knows the password. */
const twoSteps: Names = [
  ...(['chooseStep', 'chooseStep', 'enter', 'enter', 'askCode', 'askCode', 'typeCode', 'typeCode', 'guess'] as const),
  ...(['recover', 'recover', 'keepStep', 'keepStep', 'keepStep', 'choose', 'change', 'hour'] as const),
];

/** From registering to a second step whose code was asked for. */
const withSecondStep: readonly OperationName[] = [
  ...(['register', 'confirm', 'enter', 'choose', 'enter', 'chooseStep', 'enter', 'askCode'] as const),
];

/** The operations that most plays concentrate on. */
export const themes: readonly [Names, ...Names[]] = [
  registering,
  passwords,
  duel,
  claimants,
  contacts,
  rivals,
  twoSteps,
  names,
];

/** How far a person has come before a theme: customers of a second step mostly have one, claimants have registered. */
export function beginningsOf(theme: Names): typeof beginnings {
  if (theme === twoSteps) return [withSecondStep, withSecondStep, ...beginnings.slice(3)];
  return theme === claimants ? [threeRegistrations] : beginnings;
}
