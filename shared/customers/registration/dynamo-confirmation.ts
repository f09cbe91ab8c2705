import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { claimPart, freeFor, freePart } from '#shared/customers/contacts/dynamo-contact-claims.ts';
import { rememberEnrolled } from '#shared/customers/registration/dynamo-enrolment-parts.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { noticePart } from '#shared/messages/notices/dynamo-notice-parts.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { accountKey, guardKey, personKey, registrationKey, usernameKey } from '#shared/platform/tables/portal-keys.ts';
import { registeredNotice } from '#shared/policies/eposta-notices.ts';
import { beginningsAt, enrolmentParts } from './dynamo-enrolment-parts.ts';
import { type ConfirmedRegistration, confirmedLife, type Registration } from './registration.ts';
import type { Registrations } from './registrations.ts';

type Tables = { readonly portal: string; readonly registry: string };

/**
 * The outcome for each part that can fail; if several fail, the first of this list. If any other part fails, a policy has
 * changed.
 */
const meanings = [
  ['registration', 'overtaken'],
  ['person', 'already-registered'],
  ['username', 'username-taken'],
  ['contact', 'contact-taken'],
  ['account', 'username-taken'],
] as const;

const accountOf = (registration: Registration, policyNumbers: readonly string[], now: Date) => {
  const { registrationId, username, email, mobile, language, customerId, contact } = registration;
  return {
    ...{ registrationId, username, email, mobile, language, customerId, contact },
    registeredAt: now.toISOString(),
    // A new account has no earlier session to end, so the current second is enough.
    sessionsValidFrom: Math.floor(now.getTime() / 1000),
    state: 'active',
    // Cancelling finds the enrolments by this set (R11.1).
    ...(policyNumbers.length > 0 ? { enrolled: new Set(policyNumbers) } : {}),
  };
};

const numbersOf = (policies: readonly RegistryPolicy[]) => policies.map(({ policyNumber }) => policyNumber);

/** Without policies there is no part: DynamoDB cannot add an empty set. */
const rememberAll = (table: string, accountId: string, [first, ...others]: readonly string[]): TransactWriteItem[] =>
  first === undefined ? [] : [rememberEnrolled(table, accountId, [first, ...others])];

/** The mail that names what was agreed to (R8.2b); without policies nothing was. */
const recordFor = (
  table: string,
  accountId: string,
  [first, ...others]: readonly string[],
  now: Date,
): TransactWriteItem[] =>
  first === undefined ? [] : [noticePart(table, registeredNotice(accountId, [first, ...others], now))];

/** The part of `Registrations` that confirms. */
export const dynamoConfirmation = (
  client: DynamoDBClient,
  tables: Tables,
): Pick<Registrations, 'confirm' | 'enrolFurther'> => ({
  async confirm({ registration: { replaces: _, ...registration }, pair, accountId, policies, remaining }, now) {
    const { registrationId, customerId, username } = registration;
    const { contact } = pair;
    const nowSeconds = Math.floor(now.getTime() / 1000);
    const claim = { accountId, customerId };
    const confirmed: ConfirmedRegistration = {
      ...registration,
      state: 'confirmed',
      accountId,
      contact,
      ...(remaining.length > 0 ? { remaining: [...remaining] } : {}),
      expiresAt: expiresAt(new Date(now.getTime() + confirmedLife)),
    };
    const beginnings = await beginningsAt(client, tables.portal, policies, now);
    const outcome = await transact(client, {
      registration: {
        Put: {
          TableName: tables.portal,
          Item: toItem({ ...registrationKey(registrationId), ...confirmed }),
          ConditionExpression: '#state = :pending AND expiresAt > :now',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: toItem({ ':pending': 'pending', ':now': nowSeconds }),
        },
      },
      person: {
        Put: {
          TableName: tables.portal,
          Item: toItem({ ...personKey(customerId), ...claim }),
          ConditionExpression: 'registrationId = :registrationId AND expiresAt > :now',
          ExpressionAttributeValues: toItem({ ':registrationId': registrationId, ':now': nowSeconds }),
        },
      },
      // Of two who want the same name or contact, the first who confirms has it (R2.3a).
      username: {
        Put: {
          TableName: tables.portal,
          Item: toItem({ ...usernameKey(username), ...claim }),
          ...freeFor(customerId, now),
        },
      },
      contact: [
        claimPart(tables.portal, contact, claim, now),
        ...pair.otherContacts.map((other) => freePart(tables.portal, other, customerId, now)),
      ],
      account: {
        Put: {
          TableName: tables.portal,
          Item: toItem({ ...accountKey(accountId), ...accountOf(confirmed, numbersOf(policies), now) }),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      // Wrong passwords that were tried before the username was taken do not lock its new owner. They can only be in the open lane:
      // what opens another lane is tied to an account.
      guard: { Delete: { TableName: tables.portal, Key: toItem(guardKey(username)) } },
      enrolments: enrolmentParts(tables, accountId, beginnings),
      record: recordFor(tables.portal, accountId, numbersOf(policies), now),
    });
    if (outcome.done) return 'confirmed';
    const [, meaning = 'changed'] = meanings.find(([part]) => outcome.failed.has(part)) ?? [];
    return meaning;
  },

  async enrolFurther({ registrationId, accountId }, policies, remaining, now) {
    const beginnings = await beginningsAt(client, tables.portal, policies, now);
    const outcome = await transact(client, {
      registration: {
        Update: {
          TableName: tables.portal,
          Key: toItem(registrationKey(registrationId)),
          UpdateExpression: remaining.length > 0 ? 'SET remaining = :remaining' : 'REMOVE remaining',
          ConditionExpression: 'accountId = :accountId',
          ExpressionAttributeValues: toItem({
            ':accountId': accountId,
            ...(remaining.length > 0 ? { ':remaining': remaining } : {}),
          }),
        },
      },
      account: rememberAll(tables.portal, accountId, numbersOf(policies)),
      enrolments: enrolmentParts(tables, accountId, beginnings),
      record: recordFor(tables.portal, accountId, numbersOf(policies), now),
    });
    return outcome.done;
  },
});
