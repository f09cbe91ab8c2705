import type { Cost } from './measure-requests.ts';

/**
 * Why a function makes more than two calls one after another. Two are the least of a request that writes: it reads who is asking
 * and what there is side by side, then writes on the condition that this still holds.
 */
const reasons: Readonly<Record<string, string>> = {
  register:
    'each limit ends the request before the next is taken; who is found decides what is counted; then one transaction; then the mail',
  'preview-confirmation':
    "the link names the registration, that the customer, that the policies; the person's data may have changed since",
  'confirm-registration':
    'eligibility again, the account, its user in the pool, the SMS, and what each left behind, in the order a crash can resume',
  'record-sms-outcome': 'its items are marked one by one, each on its own condition; no customer waits',
  'sign-in':
    'the lease before the password and its settlement after it (R3.2); then whether a recovery overtook it (R4.3)',
  'guard-sign-in': 'the lease is a conditional write on what was read',
  'choose-password': 'one lease an account orders all who set a password; the pool; then the release',
  'refresh-session': "the pool's tokens name the account; whether its sessions have ended is read last",
  'cancel-registration':
    'the password is tested as at a sign-in; then tombstone, sessions, deletions, user: any crash can be resumed',
  'list-policies': 'the enrolments say which policies are asked for in one batch',
  'deliver-document':
    'who held the policy at the upload is decided before the file is read; the record before the mail, its mark after it',
  'change-password': 'the password is tested as at a sign-in; then lease, pool, cut-off, sessions, release',
  'change-contact':
    'the password is tested as at a sign-in; limits; whether the contact is free; the record before the mail',
};

const mostWithoutReason = 2;

const row = (cells: readonly string[]) =>
  [
    (cells[0] ?? '').padEnd(38),
    (cells[1] ?? '').padEnd(22),
    ...cells.slice(2, 6).map((cell) => cell.padStart(10)),
    cells[6] ? `  ${cells[6]}` : '',
  ].join('');

/** One line a step and function: AWS calls, how many one after another, units, and why so many. */
export function describeRequests(costs: readonly Cost[]): string[] {
  return [
    row(['step', 'function', 'calls', 'in a row', 'read', 'write', 'why so many in a row']),
    ...costs.map((cost) =>
      row([
        ...[cost.step, cost.function],
        ...[cost.calls, cost.inSequence, cost.readUnits, cost.writeUnits].map(String),
        cost.inSequence > mostWithoutReason ? (reasons[cost.function] ?? 'no reason is given: make them fewer') : '',
      ]),
    ),
  ];
}

/** The same steps with few and with many documents, side by side. */
export const describeGrowth = (few: readonly Cost[], many: readonly Cost[], documents: number): string[] => [
  '',
  `${'the same customer'.padEnd(60)}   few documents   ${documents} more`,
  ...few.flatMap((cost) => {
    const grown = many.find((one) => one.step === cost.step && one.function === cost.function);
    const cell = (one: Cost | undefined) => (one ? `${one.calls} calls, ${one.readUnits} read` : 'none');
    return `${cost.step.padEnd(38)}${cost.function.padEnd(22)}${cell(cost).padStart(16)}${cell(grown).padStart(18)}`;
  }),
];
