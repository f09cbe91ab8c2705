import type { Change } from '#shared/insurer/changes/change.ts';
import { orderOf } from '#shared/insurer/registry/imports.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import type { Enrolment } from '#shared/policies/enrolment.ts';
import type { Invariant } from '../harness/invariants.ts';
import { policyNumbers } from './files.ts';
import type { World } from './world.ts';

export type Final = {
  readonly world: World;
  readonly policies: ReadonlyMap<string, RegistryPolicy>;
  readonly enrolments: ReadonlyMap<string, Enrolment>;
  /** By their ids. */
  readonly changes: readonly Change[];
  readonly parked: readonly string[];
};

type PolicyFinal = {
  readonly policyNumber: string;
  readonly policy: RegistryPolicy | undefined;
  readonly enrolment: Enrolment | undefined;
  readonly changes: readonly Change[];
};

const ofEachPolicy =
  (judge: (policy: PolicyFinal, final: Final) => string | false | undefined): Invariant<Final>['check'] =>
  (final) =>
    policyNumbers.flatMap((policyNumber) => {
      const changes = final.changes.filter(
        (change) => 'policyNumber' in change && change.policyNumber === policyNumber,
      );
      const policy = final.policies.get(policyNumber);
      const enrolment = final.enrolments.get(policyNumber);
      return judge({ policyNumber, policy, enrolment, changes }, final) || [];
    });

/** The row that counts: of all files with a good row of the policy the latest one's. */
function expectedRow({ world }: Final, policyNumber: string): string | undefined {
  const inOrder = [...world.files].sort((a, b) =>
    orderOf(a.object, a.lastModified) < orderOf(b.object, b.lastModified) ? -1 : 1,
  );
  const row = inOrder.findLast(({ rows }) => rows.has(policyNumber))?.rows.get(policyNumber);
  return row && `${row.holder} ${row.paymentMethod}`;
}

/** Whom the insurer believes enrolled after reading the changes by their ids; every policy was C1's at first. */
function readByInsurer(changes: readonly Change[]): string | undefined {
  let enrolled: string | undefined = 'C1';
  for (const { type, customerId } of changes) {
    if (type === 'eposta-enrolled') enrolled = enrolled === undefined ? customerId : 'two at once';
    if (type === 'eposta-ended') enrolled = enrolled === customerId ? undefined : 'ended out of turn';
  }
  return enrolled;
}

export const registryInvariants: readonly Invariant<Final>[] = [
  {
    rule: 'R9.2 of two files the later wins, row by row',
    check: ofEachPolicy(({ policyNumber, policy }, final) => {
      const kept = policy && `${policy.holder} ${policy.paymentMethod}`;
      return kept !== expectedRow(final, policyNumber) && "a row that is not the latest file's";
    }),
  },
  {
    rule: "R9.2a an enrolment is the holder's",
    check: ofEachPolicy(
      ({ policy, enrolment }) =>
        enrolment && enrolment.customerId !== policy?.holder && 'an enrolment of somebody else',
    ),
  },
  {
    rule: 'R8.2 postal cheque ends an enrolment, unless the switch was asked for',
    check: ofEachPolicy(
      ({ policy, enrolment }) =>
        enrolment &&
        enrolment.requestedPaymentMethod === undefined &&
        policy?.paymentMethod === 'postal-cheque' &&
        'enrolled and paid by postal cheque',
    ),
  },
  {
    rule: 'R9.4 the insurer reads of each policy what the portal has',
    check: ofEachPolicy(({ enrolment, changes }) => {
      const believed = readByInsurer(changes);
      return (
        believed !== enrolment?.customerId && `${believed ?? 'nobody'} instead of ${enrolment?.customerId ?? 'nobody'}`
      );
    }),
  },
  {
    rule: 'R9.5 each file has its report in the end',
    check: ({ world, parked }) =>
      parked.length > 0
        ? []
        : [...world.reports.values()]
            .filter(({ state }) => state === 'running')
            .map(() => 'a report that stays running'),
  },
  {
    rule: 'R9.2 no file is parked for what passes by itself',
    check: ({ parked }) => parked.map(() => 'a parked file'),
  },
  {
    rule: "R12.2 no call fails because of another's",
    check: ({ world }) => world.calls.failures,
  },
];
