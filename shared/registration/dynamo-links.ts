import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { getItem, toItem, transact } from '#shared/tables/dynamo-table.ts';
import { expiresAt, isExpired } from '#shared/tables/expiry.ts';
import {
  confirmationKey,
  contactKey,
  type Key,
  personKey,
  registrationKey,
  usernameKey,
} from '#shared/tables/portal-keys.ts';
import { confirmationLife, registrationSchema } from './registration.ts';
import type { Registrations } from './registrations.ts';

const linkSchema = v.object({
  registrationId: v.string(),
  named: v.exactOptional(v.array(v.string())),
  expiresAt: v.number(),
});

/** Registrations found again by their id or link, in the portal's table. */
export const dynamoLinks = (
  client: DynamoDBClient,
  table: string,
): Pick<Registrations, 'withdraw' | 'find' | 'findByToken' | 'recordNamed' | 'renew' | 'recordPasswordSms'> => {
  const find: Registrations['find'] = async (registrationId, now) => {
    const found = await getItem(client, table, registrationKey(registrationId), registrationSchema);
    return found && !isExpired(found, now) ? found : undefined;
  };

  /** Updates an item under a condition; an item that is not (any more) in that state stays as it is. */
  const updateIf = async (key: Key, update: string, condition: string, values: object) => {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
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
    find,

    async withdraw({ registrationId, customerId, username, contact }, tokenHash) {
      const keys = [
        ...[registrationKey(registrationId), confirmationKey(tokenHash)],
        ...[personKey(customerId), usernameKey(username), contactKey(contact)],
      ];
      await transact(
        client,
        keys.map((key) => ({
          Delete: {
            TableName: table,
            Key: toItem(key),
            ConditionExpression: 'registrationId = :registrationId',
            ExpressionAttributeValues: toItem({ ':registrationId': registrationId }),
          },
        })),
      );
    },

    async findByToken(tokenHash, now) {
      const link = await getItem(client, table, confirmationKey(tokenHash), linkSchema);
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
          TableName: table,
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
            TableName: table,
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

    recordPasswordSms: (registrationId, outcome) =>
      updateIf(registrationKey(registrationId), 'SET passwordSms = :outcome', 'attribute_exists(accountId)', {
        ':outcome': outcome,
      }),
  };
};
