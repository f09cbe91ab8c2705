import * as v from 'valibot';
import type { Key } from '#shared/platform/tables/portal-keys.ts';

/** The customerIds with equal identity data in the registry (R9.2a), by the pseudonym of these data. */
export const groupKey = (group: string): Key => ({ pk: `IDENTITY#${group}`, sk: 'IDENTITY' });

/** `since`: the order of the file that first brought the person with these data. */
export type Member = { readonly customerId: string; readonly since: string };

const memberSchema = v.pipe(v.string(), v.parseJson(), v.tuple([v.string(), v.string()]));

/** Writes a member as a text of its group; equal members are equal texts. */
export const writeMember = ({ customerId, since }: Member): string => JSON.stringify([customerId, since]);

/** Reads a member from a text of its group. Throws ValiError for any other text. */
export function readMember(text: string): Member {
  const [customerId, since] = v.parse(memberSchema, text);
  return { customerId, since };
}

/** Whether an earlier file has these data under another customerId; the same in every run of the same file. */
export const isElsewhere = (members: Iterable<string>, customerId: string, order: string): boolean =>
  [...members].map(readMember).some((member) => member.customerId !== customerId && member.since < order);
