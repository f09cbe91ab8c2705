import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { expiresAt, isExpired } from '#shared/platform/tables/expiry.ts';
import { confirmationKey, type Key, personKey, registrationKey } from '#shared/platform/tables/portal-keys.ts';
import { confirmationLife, registrationSchema } from './registration.ts';
import type { Registrations } from './registrations.ts';

const linkSchema = v.object({
  registrationId: v.string(),
  named: v.exactOptional(v.array(v.string())),
  expiresAt: v.number(),
});

const mostTries = 6;

/** The part of `Registrations` that reads one by its id or link, and renews it. */
export const dynamoLinks = (
  client: DynamoDBClient,
  table: string,
): Pick<
  Registrations,
  'withdraw' | 'settleReplaced' | 'find' | 'findByToken' | 'recordNamed' | 'renew' | 'recordPasswordSms'
> => {
  const find: Registrations['find'] = async (registrationId, now) => {
    const found = await getItem(client, table, registrationKey(registrationId), registrationSchema);
    return found && !isExpired(found, now) ? found : undefined;
  };

  /** Updates an item; false if the condition fails. */
  const updateIf = async (key: Key, update: string, condition: string, values: object): Promise<boolean> => {
    const { done } = await conditional(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: toItem(key),
          UpdateExpression: update,
          ConditionExpression: condition,
          ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: toItem(values) } : {}),
        }),
      ),
    );
    return done;
  };

  return {
    find,

    async withdraw({ registrationId, customerId }, tokenHash) {
      const keys = [registrationKey(registrationId), confirmationKey(tokenHash), personKey(customerId)];
      await transact(client, {
        all: keys.map((key) => ({
          Delete: {
            TableName: table,
            Key: toItem(key),
            ConditionExpression: 'registrationId = :registrationId',
            ExpressionAttributeValues: toItem({ ':registrationId': registrationId }),
          },
        })),
      });
    },

    async settleReplaced(registrationId) {
      await updateIf(registrationKey(registrationId), 'REMOVE replaces', 'attribute_exists(replaces)', {});
    },

    async findByToken(tokenHash, now) {
      const link = await getItem(client, table, confirmationKey(tokenHash), linkSchema);
      if (!link || isExpired(link, now)) return undefined;
      const registration = await find(link.registrationId, now);
      return registration && { registration, named: link.named };
    },

    async recordNamed(tokenHash, policyNumbers) {
      for (let tries = 1; tries <= mostTries; tries++) {
        const link = await getItem(client, table, confirmationKey(tokenHash), linkSchema);
        const before = link?.named ?? [];
        // An earlier page that named nothing had no button, so it limits nothing.
        const named = before.length > 0 ? policyNumbers.filter((each) => before.includes(each)) : policyNumbers;
        if (link === undefined || named.length === before.length) return named;
        const [condition, values] =
          link.named === undefined
            ? ['attribute_not_exists(named)', {}]
            : ['size(named) = :count', { ':count': before.length }];
        const isKept = await updateIf(
          confirmationKey(tokenHash),
          'SET named = :named',
          `attribute_exists(pk) AND ${condition}`,
          { ':named': named, ...values },
        );
        if (isKept) return named;
      }
      throw new DomainError('busy', {}, { retryAfterSeconds: 2, because: 'registration-changes' });
    },

    async renew({ registrationId, customerId, language }, tokenHash, now) {
      const until = expiresAt(new Date(now.getTime() + confirmationLife));
      const prolong = (key: Key, more: object = {}) => ({
        Update: {
          TableName: table,
          Key: toItem(key),
          UpdateExpression: `SET expiresAt = :until${':language' in more ? ', #language = :language' : ''}`,
          ConditionExpression: 'registrationId = :registrationId AND expiresAt > :now',
          ...(':language' in more ? { ExpressionAttributeNames: { '#language': 'language' } } : {}),
          ExpressionAttributeValues: toItem({
            ...more,
            ':until': until,
            ':registrationId': registrationId,
            ':now': Math.floor(now.getTime() / 1000),
          }),
        },
      });
      const outcome = await transact(client, {
        link: {
          Put: {
            TableName: table,
            Item: toItem({ ...confirmationKey(tokenHash), registrationId, expiresAt: until }),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        // An account's claims have no registrationId, so a confirmed registration cannot be renewed.
        registration: prolong(registrationKey(registrationId), { ':language': language }),
        person: prolong(personKey(customerId)),
      });
      return outcome.done;
    },

    async recordPasswordSms(registrationId, outcome) {
      await updateIf(registrationKey(registrationId), 'SET passwordSms = :outcome', 'attribute_exists(accountId)', {
        ':outcome': outcome,
      });
    },
  };
};
