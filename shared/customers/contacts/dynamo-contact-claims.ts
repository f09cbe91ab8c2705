import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { isExpired } from '#shared/platform/tables/expiry.ts';
import { contactKey } from '#shared/platform/tables/portal-keys.ts';

/**
 * Who holds an e-mail+mobile pair: an account (`accountId`), a pending registration (`registrationId`), or an account for
 * which a waiting correction reserves it (`reservedFor`).
 */
export const contactClaimSchema = v.object({
  customerId: v.string(),
  accountId: v.optional(v.string()),
  registrationId: v.optional(v.string()),
  reservedFor: v.optional(v.string()),
  expiresAt: v.optional(v.number()),
});
export type ContactClaim = v.InferOutput<typeof contactClaimSchema>;

/**
 * The one rule of who may take a pair, or any other claim of this form (R2.6): nobody holds it, or what held it has expired, or
 * it is the person's own and no account's: a pending registration, or what a correction reserves for them (R11.1a).
 */
const freeOrOurs =
  'attribute_not_exists(pk) OR expiresAt <= :now OR (customerId = :customerId AND attribute_not_exists(accountId))';

/** The rule as a condition of a write. */
export const freeFor = (customerId: string, now: Date) => ({
  ConditionExpression: freeOrOurs,
  ExpressionAttributeValues: toItem({ ':now': Math.floor(now.getTime() / 1000), ':customerId': customerId }),
});

/** The rule for a claim that was read. */
export const isFreeFor = (
  claim: Pick<ContactClaim, 'customerId' | 'accountId' | 'expiresAt'> | undefined,
  customerId: string,
  now: Date,
): boolean => !claim || isExpired(claim, now) || (claim.customerId === customerId && claim.accountId === undefined);

type Claim = { readonly customerId: string } & (
  | { readonly accountId: string }
  | { readonly reservedFor: string; readonly expiresAt: number }
);

/** Claims a pair for a person; fails where somebody else holds it. */
export const claimPart = (table: string, contact: string, claim: Claim, now: Date): TransactWriteItem => ({
  Put: { TableName: table, Item: toItem({ ...contactKey(contact), ...claim }), ...freeFor(claim.customerId, now) },
});

/**
 * Nobody else holds the pair under a pseudonym that is none to write under now (R2.6): so of two who want it, one under the old
 * secret and one under the new, one wins. What has expired there, or is the person's own, goes.
 */
export const freePart = (table: string, contact: string, customerId: string, now: Date): TransactWriteItem => ({
  Delete: { TableName: table, Key: toItem(contactKey(contact)), ...freeFor(customerId, now) },
});

/** Whether a part claims a pair: its failed condition means that somebody else has it. */
export const claimsContact = ({ Put: put, Delete: remove }: TransactWriteItem): boolean =>
  (put ?? remove)?.ConditionExpression === freeOrOurs;

/** Gives back the pair that an account held until now. */
export const releasePart = (table: string, contact: string, accountId: string): TransactWriteItem => ({
  Delete: {
    TableName: table,
    Key: toItem(contactKey(contact)),
    ConditionExpression: 'accountId = :accountId',
    ExpressionAttributeValues: toItem({ ':accountId': accountId }),
  },
});

/**
 * Moves an account's claim from one pair to another; nothing moves where both are the same (a change of letter case).
 * `otherContacts`: the new pair under the other secrets.
 */
export function moveParts(
  table: string,
  { accountId, customerId }: { readonly accountId: string; readonly customerId: string },
  {
    from,
    to,
    otherContacts,
  }: { readonly from: string; readonly to: string; readonly otherContacts: readonly string[] },
  now: Date,
): TransactWriteItem[] {
  const others = otherContacts.filter((other) => other !== to && other !== from);
  return [
    ...(from === to ? [] : [claimPart(table, to, { accountId, customerId }, now), releasePart(table, from, accountId)]),
    ...others.map((other) => freePart(table, other, customerId, now)),
  ];
}
