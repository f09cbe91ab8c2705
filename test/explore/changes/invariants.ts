import type { Change } from '#shared/insurer/changes/change.ts';
import type { Invariant } from '../harness/invariants.ts';
import { policyNumbers } from './world.ts';

export type Final = {
  /** In the order in which their files were written. */
  readonly published: readonly Change[];
  /** Still in the table. */
  readonly waiting: readonly Change[];
  /** By policy number: for which customer it is enrolled. */
  readonly enrolled: ReadonlyMap<string, string | undefined>;
  readonly failures: readonly string[];
  readonly parked: readonly string[];
};

const ofPolicy = (changes: readonly Change[], policyNumber: string) =>
  changes.filter((change) => 'policyNumber' in change && change.policyNumber === policyNumber);

const byId = (changes: readonly Change[]) => [...changes].sort((a, b) => (a.changeId < b.changeId ? -1 : 1));

/** The customer whom an insurer believes enrolled after reading the changes in this order; or the change that made no sense. */
function believed(changes: readonly Change[]): string | undefined {
  let enrolled: string | undefined;
  for (const { type, customerId } of changes) {
    if (type === 'eposta-enrolled') enrolled = enrolled === undefined ? customerId : 'two at once';
    if (type === 'eposta-ended') enrolled = enrolled === customerId ? undefined : 'ended out of turn';
  }
  return enrolled;
}

/** Changes of a cancelled customer that come after the cancelling though they belong to the time before. */
const toldTooLate = (changes: readonly Change[]): readonly Change[] =>
  changes.flatMap((told, at) =>
    told.type === 'registration-cancelled'
      ? changes
          .slice(at + 1)
          .filter(({ type, customerId }) => customerId === told.customerId && type === 'eposta-ended')
          .filter((end) => {
            const between = changes.slice(at + 1, changes.indexOf(end));
            const policy = 'policyNumber' in end ? end.policyNumber : '';
            return !ofPolicy(between, policy).some(({ type }) => type === 'eposta-enrolled');
          })
      : [],
  );

export const changesInvariants: readonly Invariant<Final>[] = [
  {
    rule: 'R9.4 every change is published, exactly once',
    check: ({ published, waiting }) => {
      const ids = published.map(({ changeId }) => changeId);
      return [
        ...(waiting.length > 0 ? ['never published'] : []),
        ...(new Set(ids).size < ids.length ? ['published twice'] : []),
      ];
    },
  },
  {
    rule: "R9.4 a policy's changes are published in the order of their ids",
    check: ({ published }) =>
      policyNumbers.flatMap((policyNumber) => {
        const changes = ofPolicy(published, policyNumber);
        return byId(changes).some((change, at) => change !== changes[at]) ? ['out of order'] : [];
      }),
  },
  {
    rule: 'R9.4 who reads the changes by their ids knows what the portal has',
    check: ({ published, enrolled }) =>
      policyNumbers.flatMap((policyNumber) =>
        believed(byId(ofPolicy(published, policyNumber))) === enrolled.get(policyNumber) ? [] : ['another state'],
      ),
  },
  {
    rule: 'R9.4 R11.1 registration-cancelled comes after every end of its customer',
    check: ({ published }) => [
      ...(toldTooLate(byId(published)).length > 0 ? ['an end after it, by ids'] : []),
      ...(toldTooLate(published).length > 0 ? ['an end after it, as published'] : []),
    ],
  },
  {
    rule: "R12.2 no call fails because of another's",
    check: ({ failures, parked }) => [...failures, ...parked.map((name) => `parked: ${name.split(' ')[0]}`)],
  },
];
