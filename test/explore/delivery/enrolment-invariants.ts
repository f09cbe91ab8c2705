import type { Invariant } from '../harness/invariants.ts';
import type { Final } from './final.ts';
import { customers } from './world.ts';

/** What an insurer knows of the policy from `changes/`, read by id: whose enrolment it is, and which changes made no sense. */
function readByInsurer({ changes }: Final): { enrolled: string | undefined; nonsense: string[] } {
  let enrolled: string | undefined;
  const nonsense: string[] = [];
  for (const change of changes) {
    if (change.type === 'eposta-enrolled') {
      if (enrolled !== undefined) nonsense.push('enrolled twice');
      enrolled = change.customerId;
    }
    if (change.type === 'eposta-ended') {
      if (enrolled !== change.customerId) nonsense.push('ended without being enrolled');
      enrolled = undefined;
    }
  }
  return { enrolled, nonsense };
}

const ofCancelled =
  (judge: (accountId: string, customerId: string, final: Final) => string | false): Invariant<Final>['check'] =>
  (final) =>
    Object.values(customers).flatMap(({ accountId, customerId }) =>
      final.cancelled.has(accountId) ? judge(accountId, customerId, final) || [] : [],
    );

export const enrolmentInvariants: readonly Invariant<Final>[] = [
  {
    rule: 'R9.4 the insurer reads of each policy what the portal has',
    check(final) {
      const { enrolled, nonsense } = readByInsurer(final);
      return enrolled === final.enrolment?.customerId ? nonsense : [...nonsense, 'the insurer knows another holder'];
    },
  },
  {
    rule: "R9.2a an enrolment is the holder's",
    check: ({ enrolment, holder }) =>
      enrolment && enrolment.customerId !== holder ? ['an enrolment of somebody else'] : [],
  },
  {
    rule: 'R11.1 a cancelled account is enrolled nowhere',
    check: ({ enrolment, cancelled }) => (enrolment && cancelled.has(enrolment.accountId) ? ['enrolled'] : []),
  },
  {
    rule: 'R11.1 nothing of a cancelled account is left',
    check: ofCancelled((accountId, customerId, { items }) => {
      const left = items.filter(({ pk }) => pk === `ACCOUNT#${accountId}` || pk === `PERSON#${customerId}`);
      return left.length > 0 && `left: ${[...new Set(left.map(({ sk }) => sk.split('#')[0]))].sort().join(', ')}`;
    }),
  },
  {
    rule: 'R9.4 registration-cancelled comes once, after every end',
    check: ofCancelled((_accountId, customerId, { changes }) => {
      const ofCustomer = changes.filter((change) => change.customerId === customerId);
      const count = ofCustomer.filter(({ type }) => type === 'registration-cancelled').length;
      if (count !== 1) return `reported ${count} times`;
      return ofCustomer.at(-1)?.type !== 'registration-cancelled' && 'reported before an end';
    }),
  },
  {
    rule: 'R11.1 cancelling brings at most one mail',
    check: ofCancelled((accountId, _customerId, { world }) => {
      const mails = world.mails.filter(({ tags }) => tags.cancelled === accountId).length;
      return mails > 1 && `${mails} mails`;
    }),
  },
  {
    rule: 'R5.1 R11.1 no message is parked for what passes by itself',
    check: ({ parked }) => parked.map((name) => `parked: ${name.split(' ')[0]}`),
  },
  {
    rule: "R12.2 no call fails because of another's",
    check: ({ world }) => world.calls.failures,
  },
];
