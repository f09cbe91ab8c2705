import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';
import type { Caller } from '#shared/sign-in/sessions/accounts.ts';
import type { Languages, ReminderChoices } from './languages.ts';

/** Sets an attribute of the account. The write requires a session that has not ended. */
const setter =
  <Value>(client: DynamoDBClient, table: string, attribute: string) =>
  async ({ accountId, issuedAt, sessionId }: Caller, value: Value) => {
    const { done } = await conditional(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: toItem(accountKey(accountId)),
          UpdateExpression: 'SET #attribute = :value',
          ConditionExpression:
            '#state = :active AND sessionsValidFrom <= :issuedAt AND attribute_not_exists(endedSessions.#session)',
          ExpressionAttributeNames: { '#attribute': attribute, '#state': 'state', '#session': sessionId },
          ExpressionAttributeValues: toItem({ ':value': value, ':active': 'active', ':issuedAt': issuedAt }),
        }),
      ),
    );
    if (!done) throw new DomainError('session-ended');
  };

/** Customers' languages in the portal's table. */
export const dynamoLanguages = (client: DynamoDBClient, table: string): Languages => ({
  set: setter(client, table, 'language'),
});

/** Customers' choice of reminders in the portal's table (R14.1). */
export const dynamoReminderChoices = (client: DynamoDBClient, table: string): ReminderChoices => ({
  set: setter(client, table, 'reminders'),
});
