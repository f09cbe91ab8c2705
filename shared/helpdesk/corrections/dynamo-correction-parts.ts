import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Language } from '#shared/contract/fields.ts';
import { claimPart, freePart, moveByName } from '#shared/customers/contacts/dynamo-contact-claims.ts';
import { formerAddressPart } from '#shared/customers/contacts/dynamo-former-addresses.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import {
  accountKey,
  accountPartition,
  contactKey,
  type Key,
  registrationKey,
} from '#shared/platform/tables/portal-keys.ts';
import type { Correction, WaitingCorrection } from './corrections.ts';

/** A correction that is not in force yet. It is in the account's partition and deleted with the account. */
export const correctionKey = (accountId: string): Key => ({ pk: accountPartition(accountId), sk: 'CORRECTION' });

/** The same correction, by the time it is due (ISO 8601, sorts by time). */
export const duePartition = 'CORRECTIONS';
export const dueKey = (from: string, accountId: string): Key => ({ pk: duePartition, sk: `${from}#${accountId}` });

/** The link that stops a correction, by the SHA-256 of its token. */
export const stopKey = (stopHash: string): Key => ({ pk: `CORRECTION-STOP#${stopHash}`, sk: 'CORRECTION-STOP' });

type Parts = Readonly<Record<string, TransactWriteItem | readonly TransactWriteItem[]>>;

type Holder = {
  readonly accountId: string;
  readonly customerId: string;
  /** The pseudonym of the contact that is replaced. */
  readonly replaces: string;
  readonly email: string;
  readonly language: Language;
  /** Present until the first password is chosen. */
  readonly registrationId?: string | undefined;
  /** Whether the registration still exists; it expires after 30 days. */
  readonly hasRegistration?: boolean;
};

/**
 * The parts that put the corrected contact on an active account: `account`, `claims` and `release` (recovery and uniqueness find
 * the account by its claims), the replaced address, and `registration` if that still exists. `account` fails if the account changed since it was read,
 * and once the first password is chosen, because corrections wait from then on (R10.2). `claims` fails if somebody else has the
 * contact.
 */
export function changeParts(table: string, holder: Holder, correction: Correction, now: Date) {
  const { kind, to, contact, otherContacts } = correction;
  const { accountId, replaces, registrationId, hasRegistration = false, email, language } = holder;
  const isClaimed = registrationId === undefined;
  return {
    account: {
      Update: {
        TableName: table,
        Key: toItem(accountKey(accountId)),
        UpdateExpression: `SET #kind = :to, contact = :contact${kind === 'email' ? ' REMOVE mailUnreachableSince, mailUnreachableReason, mailReachedAt, mailFailedAt' : ''}`,
        ConditionExpression: `#state = :active AND contact = :replaces${isClaimed ? '' : ' AND registrationId = :registrationId'}`,
        ExpressionAttributeNames: { '#kind': kind, '#state': 'state' },
        ExpressionAttributeValues: toItem({
          ':to': to,
          ':contact': contact,
          ':active': 'active',
          ':replaces': replaces,
          ...(isClaimed ? {} : { ':registrationId': registrationId }),
        }),
      },
    },
    ...moveByName(table, holder, { from: replaces, to: contact, otherContacts }, now),
    formerAddress: kind === 'email' ? [formerAddressPart(table, accountId, { to: email, language }, now)] : [],
    registration: isClaimed || !hasRegistration ? [] : [registrationPart(table, registrationId, correction)],
  } satisfies Parts;
}

const registrationPart = (table: string, registrationId: string, { kind, to, contact }: Correction) => ({
  Update: {
    TableName: table,
    Key: toItem(registrationKey(registrationId)),
    UpdateExpression: 'SET #kind = :to, contact = :contact',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#kind': kind },
    ExpressionAttributeValues: toItem({ ':to': to, ':contact': contact }),
  },
});

/**
 * How long a correction reserves its contact after it is due, in seconds. The correction itself waits until it is carried out or
 * stopped, however long that takes.
 */
const reservedFurther = 7 * 24 * 60 * 60;

type WaitTerms = {
  /** The correction that it replaces. */
  readonly earlier: WaitingCorrection | undefined;
  /** The contact that the same transaction frees. */
  readonly freed: string | undefined;
  readonly now: Date;
};

/** How many links a correction deletes with itself, so that this fits into one transaction; older ones expire. */
const mostStops = 60;
/** How long the link of a replaced correction still works, in seconds. */
const keptStop = 40 * 24 * 60 * 60;
/** The links that stop a correction: its own, and those of the corrections that it replaced, the newest first. */
const stopsOf = ({ stopHash, earlierStops = [] }: WaitingCorrection): readonly string[] => [stopHash, ...earlierStops];

/**
 * The parts that store a waiting correction. `claims` reserves the contact for the account but does not claim it, because
 * recovery must not find the account by it yet. `correction` fails if another correction replaced `earlier`.
 */
export function waitParts(
  table: string,
  accountId: string,
  waiting: WaitingCorrection,
  { earlier, freed, now }: WaitTerms,
) {
  const { customerId, contact, otherContacts, replaces, from, stopHash } = waiting;
  const expiresAt = Math.ceil(Date.parse(from) / 1000) + reservedFurther;
  const apart = [contact, replaces, freed];
  return {
    claims: [
      claimPart(table, contact, { customerId, reservedFor: accountId, expiresAt }, now),
      ...otherContacts
        .filter((other) => !apart.includes(other))
        .map((other) => freePart(table, other, customerId, now)),
    ],
    correction: {
      Put: {
        TableName: table,
        Item: toItem({
          ...correctionKey(accountId),
          ...waiting,
          earlierStops: earlier ? stopsOf(earlier).slice(0, mostStops) : [],
        }),
        ...(earlier === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'correctionId = :earlierId',
              ExpressionAttributeValues: toItem({ ':earlierId': earlier.correctionId }),
            }),
      },
    },
    // These two never expire; they are deleted with the correction.
    due: { Put: { TableName: table, Item: toItem({ ...dueKey(from, accountId), accountId }) } },
    stopLink: { Put: { TableName: table, Item: toItem({ ...stopKey(stopHash), accountId }) } },
    earlierStopLink: earlier
      ? [
          {
            Put: {
              TableName: table,
              Item: toItem({
                ...{ ...stopKey(earlier.stopHash), accountId },
                expiresAt: Math.ceil(now.getTime() / 1000) + keptStop,
              }),
            },
          },
        ]
      : [],
  } satisfies Parts;
}

/**
 * The parts that delete what belongs to a waiting correction. `frees`: its contact, too; `reservation` fails if the contact is no
 * longer reserved for the account. `isReplaced`: its links stay, and stop the correction that replaces it (R10.4).
 */
export function forgetParts(
  table: string,
  accountId: string,
  waiting: WaitingCorrection,
  { frees, isReplaced = false }: { readonly frees: boolean; readonly isReplaced?: boolean },
) {
  const { contact, from } = waiting;
  const remove = (key: Key): TransactWriteItem => ({ Delete: { TableName: table, Key: toItem(key) } });
  const free: TransactWriteItem = {
    Delete: {
      TableName: table,
      Key: toItem(contactKey(contact)),
      ConditionExpression: 'reservedFor = :accountId',
      ExpressionAttributeValues: toItem({ ':accountId': accountId }),
    },
  };
  return {
    oldDue: remove(dueKey(from, accountId)),
    oldStopLinks: isReplaced ? [] : stopsOf(waiting).map((stopHash) => remove(stopKey(stopHash))),
    reservation: frees ? [free] : [],
  } satisfies Parts;
}

/** Deletes the correction itself; fails if another one replaced it. */
export const removePart = (table: string, accountId: string, correctionId: string): TransactWriteItem => ({
  Delete: {
    TableName: table,
    Key: toItem(correctionKey(accountId)),
    ConditionExpression: 'correctionId = :correctionId',
    ExpressionAttributeValues: toItem({ ':correctionId': correctionId }),
  },
});
