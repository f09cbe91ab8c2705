import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { ContactPair } from '#shared/contacts/contact-pair.ts';
import { toItem } from '#shared/tables/dynamo-table.ts';
import { accountKey, contactKey, type Key, registrationKey } from '#shared/tables/portal-keys.ts';
import type { Correction, WaitingCorrection } from './corrections.ts';
import { correctionKey, dueKey, stopKey } from './helpdesk-keys.ts';

type Holder = {
  readonly accountId: string;
  readonly customerId: string;
  /** The pseudonym of the contact that is replaced. */
  readonly replaces: string;
  readonly registrationId?: string | undefined;
};

const isFree = 'attribute_not_exists(pk) OR expiresAt <= :now OR reservedFor = :accountId';
/** The contact is free, or kept free for this account by a waiting correction. */
const isFreeFor = (accountId: string, now: Date) => ({
  ConditionExpression: isFree,
  ExpressionAttributeValues: toItem({ ':now': Math.floor(now.getTime() / 1000), ':accountId': accountId }),
});

/** Nobody else holds the pair under another secret, or keeps it free (R2.6); `apart` stand in the transaction already. */
const freeParts = (
  table: string,
  accountId: string,
  { contact, otherContacts }: ContactPair,
  { apart, now }: { readonly apart: readonly (string | undefined)[]; readonly now: Date },
): TransactWriteItem[] =>
  otherContacts
    .filter((other) => other !== contact && !apart.includes(other))
    .map((other) => ({ Delete: { TableName: table, Key: toItem(contactKey(other)), ...isFreeFor(accountId, now) } }));

/** Whether a part claims a pair: its failed condition means that somebody else has it. */
export const claimsContact = ({ Put: put, Delete: remove }: TransactWriteItem): boolean =>
  (put ?? remove)?.ConditionExpression === isFree;

/**
 * Puts the contact of a live account in place: on the account, on the claims by which recovery and uniqueness find it, and
 * on the registration, as long as there is one.
 */
export function changeParts(table: string, holder: Holder, correction: Correction, now: Date) {
  const { kind, to, contact } = correction;
  const { accountId, customerId, replaces, registrationId } = holder;
  const parts: TransactWriteItem[] = [
    {
      Update: {
        TableName: table,
        Key: toItem(accountKey(accountId)),
        UpdateExpression: `SET #kind = :to, contact = :contact${kind === 'email' ? ' REMOVE mailUnreachableSince, mailReachedAt, mailFailedAt' : ''}`,
        ConditionExpression: '#state = :active AND contact = :replaces',
        ExpressionAttributeNames: { '#kind': kind, '#state': 'state' },
        ExpressionAttributeValues: toItem({
          ':to': to,
          ':contact': contact,
          ':active': 'active',
          ':replaces': replaces,
        }),
      },
    },
    {
      Put: {
        TableName: table,
        Item: toItem({ ...contactKey(contact), accountId, customerId }),
        ...isFreeFor(accountId, now),
      },
    },
    {
      Delete: {
        TableName: table,
        Key: toItem(contactKey(replaces)),
        ConditionExpression: 'accountId = :accountId',
        ExpressionAttributeValues: toItem({ ':accountId': accountId }),
      },
    },
    ...freeParts(table, accountId, correction, { apart: [replaces], now }),
  ];
  if (registrationId !== undefined)
    parts.push({
      Update: {
        TableName: table,
        Key: toItem(registrationKey(registrationId)),
        UpdateExpression: 'SET #kind = :to, contact = :contact',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#kind': kind },
        ExpressionAttributeValues: toItem({ ':to': to, ':contact': contact }),
      },
    });
  return parts;
}

/** How long after it is due a correction that nobody carried out is forgotten, in seconds. */
const remainder = 7 * 24 * 60 * 60;

type WaitTerms = {
  /** The one whose place it takes. */
  readonly earlier: WaitingCorrection | undefined;
  /** The contact that the same transaction frees. */
  readonly freed: string | undefined;
  readonly now: Date;
};

/** Keeps the contact for the account, without giving it: recovery must not find anybody by it yet. */
export function waitParts(
  table: string,
  accountId: string,
  waiting: WaitingCorrection,
  { earlier, freed, now }: WaitTerms,
): TransactWriteItem[] {
  const { customerId, contact, replaces, from, stopHash } = waiting;
  const expiresAt = Math.ceil(Date.parse(from) / 1000) + remainder;
  return [
    {
      Put: {
        TableName: table,
        Item: toItem({ ...contactKey(contact), customerId, reservedFor: accountId, expiresAt }),
        ...isFreeFor(accountId, now),
      },
    },
    {
      Put: {
        TableName: table,
        Item: toItem({ ...correctionKey(accountId), ...waiting }),
        ...(earlier === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'correctionId = :earlierId',
              ExpressionAttributeValues: toItem({ ':earlierId': earlier.correctionId }),
            }),
      },
    },
    ...freeParts(table, accountId, waiting, { apart: [replaces, freed], now }),
    { Put: { TableName: table, Item: toItem({ ...dueKey(from, accountId), accountId, expiresAt }) } },
    { Put: { TableName: table, Item: toItem({ ...stopKey(stopHash), accountId, expiresAt }) } },
  ];
}

/** Forgets what was kept beside a waiting correction; `frees` also its contact, where that is still kept for the account. */
export function forgetParts(
  table: string,
  accountId: string,
  { contact, from, stopHash }: WaitingCorrection,
  { frees }: { readonly frees: boolean },
): TransactWriteItem[] {
  const remove = (key: Key): TransactWriteItem => ({ Delete: { TableName: table, Key: toItem(key) } });
  const free: TransactWriteItem = {
    Delete: {
      TableName: table,
      Key: toItem(contactKey(contact)),
      ConditionExpression: 'reservedFor = :accountId',
      ExpressionAttributeValues: toItem({ ':accountId': accountId }),
    },
  };
  return [remove(dueKey(from, accountId)), remove(stopKey(stopHash)), ...(frees ? [free] : [])];
}

/** Takes the correction itself away, unless another one stands there by now. */
export const removePart = (table: string, accountId: string, correctionId: string): TransactWriteItem => ({
  Delete: {
    TableName: table,
    Key: toItem(correctionKey(accountId)),
    ConditionExpression: 'correctionId = :correctionId',
    ExpressionAttributeValues: toItem({ ':correctionId': correctionId }),
  },
});
