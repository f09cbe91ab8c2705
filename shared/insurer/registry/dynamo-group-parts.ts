import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import type { Mark } from './dynamo-registry-marks.ts';
import { groupKey, writeMember } from './identity-groups.ts';
import type { CandidatePerson } from './registry-candidates.ts';

/** A member that a group gains or loses when a person is written. */
export type GroupChange = {
  readonly group: string;
  readonly change: 'ADD' | 'DELETE';
  readonly member: string;
};

/** Since when a person has had these data. The time stays as long as one of the person's groups stays. */
export const sinceOf = ({ groups }: CandidatePerson, mark: Mark | undefined, order: string): string =>
  (mark?.groups?.some((group) => groups.includes(group)) ? mark.since : undefined) ?? order;

/** The changes of the groups of equal identity data when a person is written over `mark`. */
export function groupChanges(person: CandidatePerson, mark: Mark | undefined, order: string): readonly GroupChange[] {
  const { customerId, groups } = person;
  const before = mark?.groups ?? [];
  const member = writeMember({ customerId, since: sinceOf(person, mark, order) });
  const former = writeMember({ customerId, since: mark?.since ?? order });
  return [
    ...groups.filter((group) => !before.includes(group)).map((group) => ({ group, change: 'ADD' as const, member })),
    ...before
      .filter((group) => !groups.includes(group))
      .map((group) => ({ group, change: 'DELETE' as const, member: former })),
  ];
}

/** The parts that make these changes, one for each group, because a transaction takes no item twice. */
export function groupParts(table: string, changes: readonly GroupChange[]): TransactWriteItem[] {
  const parts = new Map<string, { readonly change: GroupChange['change']; readonly members: Set<string> }>();
  for (const { group, change, member } of changes) {
    const part = parts.get(group) ?? { change, members: new Set() };
    if (part.change !== change) throw new Error('One transaction both adds to and takes from a group');
    parts.set(group, { change, members: part.members.add(member) });
  }
  return [...parts].map(([group, { change, members }]) => ({
    Update: {
      TableName: table,
      Key: toItem(groupKey(group)),
      UpdateExpression: `${change} members :members`,
      ExpressionAttributeValues: toItem({ ':members': members }),
    },
  }));
}
