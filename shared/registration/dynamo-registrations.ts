import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { fromItem, getItem, toItem, transact } from '#shared/tables/dynamo-table.ts';
import { expiresAt, isExpired } from '#shared/tables/expiry.ts';
import {
  accountKey,
  confirmationKey,
  contactKey,
  enrolmentKey,
  type Key,
  personKey,
  registrationKey,
  usernameKey,
} from '#shared/tables/portal-keys.ts';
import { dynamoConfirmation } from './dynamo-confirmation.ts';
import { dynamoReservation } from './dynamo-reservation.ts';
import { confirmationLife, registrationSchema } from './registration.ts';
import type { Registrations } from './registrations.ts';

const linkSchema = v.object({
  registrationId: v.string(),
  named: v.exactOptional(v.array(v.string())),
  expiresAt: v.number(),
});
const enrolmentSchema = v.object({ policyNumber: v.string() });

/** Registrations in the portal's table; the registry's is only checked against. */
export const dynamoRegistrations = (
  client: DynamoDBClient,
  tables: { readonly portal: string; readonly registry: string },
): Registrations => {
  const find: Registrations['find'] = async (registrationId, now) => {
    const found = await getItem(client, tables.portal, registrationKey(registrationId), registrationSchema);
    return found && !isExpired(found, now) ? found : undefined;
  };

  /** Updates an item under a condition; an item that is not (any more) in that state stays as it is. */
  const updateIf = async (key: Key, update: string, condition: string, values: object) => {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: tables.portal,
          Key: toItem(key),
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeValues: toItem(values),
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };

  return {
    ...dynamoConfirmation(client, tables),
    reserve: dynamoReservation(client, tables.portal),
    find,

    async findByToken(tokenHash, now) {
      const link = await getItem(client, tables.portal, confirmationKey(tokenHash), linkSchema);
      if (!link || isExpired(link, now)) return undefined;
      const registration = await find(link.registrationId, now);
      return registration && { registration, named: link.named };
    },

    recordNamed: (tokenHash, policyNumbers) =>
      updateIf(confirmationKey(tokenHash), 'SET named = :named', 'attribute_exists(pk)', { ':named': policyNumbers }),

    async renew({ registrationId, customerId, username, contact }, tokenHash, now) {
      const until = expiresAt(new Date(now.getTime() + confirmationLife));
      const prolong = (key: Key) => ({
        Update: {
          TableName: tables.portal,
          Key: toItem(key),
          UpdateExpression: 'SET expiresAt = :until',
          ConditionExpression: 'registrationId = :registrationId AND expiresAt > :now',
          ExpressionAttributeValues: toItem({
            ':until': until,
            ':registrationId': registrationId,
            ':now': Math.floor(now.getTime() / 1000),
          }),
        },
      });
      const outcome = await transact(client, [
        {
          Put: {
            TableName: tables.portal,
            Item: toItem({ ...confirmationKey(tokenHash), registrationId, expiresAt: until }),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        // Of an account's claims none has a registrationId: a confirmed registration cannot be renewed.
        ...[registrationKey(registrationId), personKey(customerId), usernameKey(username), contactKey(contact)].map(
          prolong,
        ),
      ]);
      return outcome.done;
    },

    async findEnrolled(policyNumbers) {
      const enrolled = new Set<string>();
      for (let from = 0; from < policyNumbers.length; from += 100) {
        let keys = policyNumbers.slice(from, from + 100).map((policyNumber) => toItem(enrolmentKey(policyNumber)));
        while (keys.length > 0) {
          const { Responses: found, UnprocessedKeys: left } = await client.send(
            new BatchGetItemCommand({ RequestItems: { [tables.portal]: { Keys: keys, ConsistentRead: true } } }),
          );
          for (const item of found?.[tables.portal] ?? []) enrolled.add(fromItem(enrolmentSchema, item).policyNumber);
          keys = left?.[tables.portal]?.Keys ?? [];
        }
      }
      return enrolled;
    },

    hasAccount: async (accountId) =>
      (await getItem(client, tables.portal, accountKey(accountId), v.object({ state: v.string() }))) !== undefined,

    recordPasswordSms: (registrationId, outcome) =>
      updateIf(registrationKey(registrationId), 'SET passwordSms = :outcome', 'attribute_exists(accountId)', {
        ':outcome': outcome,
      }),
  };
};
