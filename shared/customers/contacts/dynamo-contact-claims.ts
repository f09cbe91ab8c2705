import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { isExpired } from '#shared/platform/tables/expiry.ts';
import { contactKey } from '#shared/platform/tables/portal-keys.ts';

/**
 * The holder of an e-mail+mobile pair: an account (`accountId`), or a waiting correction that reserves the pair for an account
 * (`reservedFor`). Earlier versions also wrote claims of pending registrations (`registrationId`).
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
 * The one rule for who may take a pair, or any other claim of this form (R2.6): nobody holds it, or its claim has expired, or
 * belongs to a registration that nobody has confirmed (R2.3a), or is what a correction reserves for the same person (R11.1a).
 */
const freeOrOurs =
  'attribute_not_exists(pk) OR expiresAt <= :now OR attribute_exists(registrationId) OR (customerId = :customerId AND attribute_not_exists(accountId))';

/** The rule as a condition of a write. */
export const freeFor = (customerId: string, now: Date) => ({
  ConditionExpression: freeOrOurs,
  ExpressionAttributeValues: toItem({ ':now': Math.floor(now.getTime() / 1000), ':customerId': customerId }),
});

/** The rule, applied to a claim that was read. */
export const isFreeFor = (
  claim: Pick<ContactClaim, 'customerId' | 'accountId' | 'registrationId' | 'expiresAt'> | undefined,
  customerId: string,
  now: Date,
): boolean =>
  !claim ||
  isExpired(claim, now) ||
  claim.registrationId !== undefined ||
  (claim.customerId === customerId && claim.accountId === undefined);

type Claim = { readonly customerId: string } & (
  | { readonly accountId: string }
  | { readonly reservedFor: string; readonly expiresAt: number }
);

/** Claims a pair for a person; fails if another person holds it. */
export const claimPart = (table: string, contact: string, claim: Claim, now: Date): TransactWriteItem => ({
  Put: { TableName: table, Item: toItem({ ...contactKey(contact), ...claim }), ...freeFor(claim.customerId, now) },
});

/**
 * Requires that the pair is free under a secret that writes no new claims (R2.6), and deletes an expired claim or the person's
 * own there. So if two persons want the pair, one under the old and one under the new secret, only one gets it.
 */
export const freePart = (table: string, contact: string, customerId: string, now: Date): TransactWriteItem => ({
  Delete: { TableName: table, Key: toItem(contactKey(contact)), ...freeFor(customerId, now) },
});

/** Deletes an account's claim of a pair. */
const releasePart = (table: string, contact: string, accountId: string): TransactWriteItem => ({
  Delete: {
    TableName: table,
    Key: toItem(contactKey(contact)),
    ConditionExpression: 'accountId = :accountId',
    ExpressionAttributeValues: toItem({ ':accountId': accountId }),
  },
});

type Owner = { readonly accountId: string; readonly customerId: string };
/** `otherContacts`: the new pair under the other secrets. */
type Move = { readonly from: string; readonly to: string; readonly otherContacts: readonly string[] };

/**
 * Moves an account's claim from one pair to another. `claims` fails if another person holds the new pair, `release` if the
 * account does not hold the old one. If both pairs are equal (only letter case changed), nothing moves.
 */
export const moveByName = (
  table: string,
  { accountId, customerId }: Owner,
  { from, to, otherContacts }: Move,
  now: Date,
) => ({
  claims: [
    ...(from === to ? [] : [claimPart(table, to, { accountId, customerId }, now)]),
    ...otherContacts
      .filter((other) => other !== to && other !== from)
      .map((other) => freePart(table, other, customerId, now)),
  ],
  release: from === to ? [] : [releasePart(table, from, accountId)],
});
