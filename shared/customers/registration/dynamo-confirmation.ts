import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { rememberEnrolled } from '#shared/customers/cancelling/dynamo-enrolled.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { toItem, transact } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import {
  accountKey,
  contactKey,
  guardKey,
  type Key,
  personKey,
  registrationKey,
  unclaimedUserKey,
  usernameKey,
} from '#shared/platform/tables/portal-keys.ts';
import { beginningsAt, enrolmentParts } from './dynamo-enrolment-parts.ts';
import { type ConfirmedRegistration, confirmedLife, type Registration } from './registration.ts';
import type { Confirmation, ConfirmOutcome, Registrations } from './registrations.ts';

type Tables = { readonly portal: string; readonly registry: string };

/** What a failed condition means, by its position in the transaction; from the eighth on it is a policy's. */
const meanings: readonly ConfirmOutcome[] = [
  'overtaken',
  'already-registered',
  'username-taken',
  'contact-taken',
  'username-taken',
];

const accountOf = (registration: Registration, policyNumbers: readonly string[], now: Date) => {
  const { registrationId, username, email, mobile, language, customerId, contact } = registration;
  return {
    ...{ registrationId, username, email, mobile, language, customerId, contact },
    registeredAt: now.toISOString(),
    // Nobody has a token of this account yet: there is no earlier session to end, so the present second will do.
    sessionsValidFrom: Math.floor(now.getTime() / 1000),
    state: 'active',
    // Where cancelling finds the enrolments again (R11.1).
    ...(policyNumbers.length > 0 ? { enrolled: new Set(policyNumbers) } : {}),
  };
};

const numbersOf = (policies: readonly RegistryPolicy[]) => policies.map(({ policyNumber }) => policyNumber);

/** No part for no policies: an empty set cannot be added. */
const rememberAll = (table: string, accountId: string, [first, ...others]: readonly string[]): TransactWriteItem[] =>
  first === undefined ? [] : [rememberEnrolled(table, accountId, [first, ...others])];

/** The confirming of `Registrations`. */
export const dynamoConfirmation = (
  client: DynamoDBClient,
  tables: Tables,
): Pick<Registrations, 'confirm' | 'enrolFurther'> => ({
  async confirm({ registration, accountId, policies, remaining }: Confirmation, now) {
    const { registrationId, customerId, username, contact } = registration;
    const nowSeconds = Math.floor(now.getTime() / 1000);
    const stillOurs = toItem({ ':registrationId': registrationId, ':now': nowSeconds });
    const claim = (key: Key): TransactWriteItem => ({
      Put: {
        TableName: tables.portal,
        Item: toItem({ ...key, accountId, customerId }),
        ConditionExpression: 'registrationId = :registrationId AND expiresAt > :now',
        ExpressionAttributeValues: stillOurs,
      },
    });
    const confirmed: ConfirmedRegistration = {
      ...registration,
      state: 'confirmed',
      accountId,
      ...(remaining.length > 0 ? { remaining: [...remaining] } : {}),
      expiresAt: expiresAt(new Date(now.getTime() + confirmedLife)),
    };
    const beginnings = await beginningsAt(client, tables.portal, policies, now);
    const outcome = await transact(client, [
      {
        Put: {
          TableName: tables.portal,
          Item: toItem({ ...registrationKey(registrationId), ...confirmed }),
          ConditionExpression: '#state = :pending AND expiresAt > :now',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: toItem({ ':pending': 'pending', ':now': nowSeconds }),
        },
      },
      claim(personKey(customerId)),
      claim(usernameKey(username)),
      claim(contactKey(contact)),
      {
        Put: {
          TableName: tables.portal,
          Item: toItem({ ...accountKey(accountId), ...accountOf(registration, numbersOf(policies), now) }),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      // Wrong passwords tried at a name before it was anybody's do not lock who then gets it.
      { Delete: { TableName: tables.portal, Key: toItem(guardKey(username)) } },
      { Delete: { TableName: tables.portal, Key: toItem(unclaimedUserKey(accountId)) } },
      ...enrolmentParts(tables, accountId, beginnings),
    ]);
    return outcome.done ? 'confirmed' : (meanings[Math.min(...outcome.failed)] ?? 'changed');
  },

  async enrolFurther({ registrationId, accountId }, policies, remaining, now) {
    const beginnings = await beginningsAt(client, tables.portal, policies, now);
    const outcome = await transact(client, [
      {
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
      ...rememberAll(tables.portal, accountId, numbersOf(policies)),
      ...enrolmentParts(tables, accountId, beginnings),
    ]);
    return outcome.done;
  },
});
