import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { claimPart, freePart, moveParts } from '#shared/customers/contacts/dynamo-contact-claims.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, contactKey, type Key, registrationKey } from '#shared/platform/tables/portal-keys.ts';
import type { Correction, WaitingCorrection } from './corrections.ts';
import { correctionKey, dueKey, stopKey } from './helpdesk-keys.ts';

type Holder = {
  readonly accountId: string;
  readonly customerId: string;
  /** The pseudonym of the contact that is replaced. */
  readonly replaces: string;
  /** Until the first password is chosen. */
  readonly registrationId?: string | undefined;
  /** Whether the registration is kept: after 30 days it is not any more. */
  readonly hasRegistration?: boolean;
};

/**
 * Puts the contact of a live account in place: on the account, on the claims by which recovery and uniqueness find it, and on
 * the registration where that is still kept. Fails where the account changed since it was read: also once its first password
 * is chosen, since corrections wait from then on (R10.2).
 */
export function changeParts(table: string, holder: Holder, correction: Correction, now: Date): TransactWriteItem[] {
  const { kind, to, contact, otherContacts } = correction;
  const { accountId, replaces, registrationId, hasRegistration = false } = holder;
  const isClaimed = registrationId === undefined;
  return [
    {
      Update: {
        TableName: table,
        Key: toItem(accountKey(accountId)),
        UpdateExpression: `SET #kind = :to, contact = :contact${kind === 'email' ? ' REMOVE mailUnreachableSince, mailReachedAt, mailFailedAt' : ''}`,
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
    ...moveParts(table, holder, { from: replaces, to: contact, otherContacts }, now),
    ...(isClaimed || !hasRegistration ? [] : [registrationPart(table, registrationId, correction)]),
  ];
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
 * How long after it is due a correction that was not carried out reserves its contact, in seconds. The correction itself waits
 * until it is carried out or stopped, however long that takes.
 */
const reservedFurther = 7 * 24 * 60 * 60;

type WaitTerms = {
  /** The one whose place it takes. */
  readonly earlier: WaitingCorrection | undefined;
  /** The contact that the same transaction frees. */
  readonly freed: string | undefined;
  readonly now: Date;
};

/** Reserves the contact for the account, without giving it: recovery must not find anybody by it yet. */
export function waitParts(
  table: string,
  accountId: string,
  waiting: WaitingCorrection,
  { earlier, freed, now }: WaitTerms,
): TransactWriteItem[] {
  const { customerId, contact, otherContacts, replaces, from, stopHash } = waiting;
  const expiresAt = Math.ceil(Date.parse(from) / 1000) + reservedFurther;
  const apart = [contact, replaces, freed];
  return [
    claimPart(table, contact, { customerId, reservedFor: accountId, expiresAt }, now),
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
    ...otherContacts.filter((other) => !apart.includes(other)).map((other) => freePart(table, other, customerId, now)),
    // These two never expire: they go with the correction.
    { Put: { TableName: table, Item: toItem({ ...dueKey(from, accountId), accountId }) } },
    { Put: { TableName: table, Item: toItem({ ...stopKey(stopHash), accountId }) } },
  ];
}

/** Forgets what was kept beside a waiting correction; `frees` also its contact, where that is still reserved for the account. */
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
