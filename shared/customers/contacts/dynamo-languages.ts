import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { inSession, updateActiveAccount } from '#shared/platform/tables/dynamo-active-account.ts';
import type { Caller } from '#shared/sign-in/sessions/accounts.ts';
import type { Languages, ReminderChoices } from './languages.ts';

/** Sets an attribute of the account. The write requires a session that has not ended. */
const setter =
  <Value>(client: DynamoDBClient, table: string, attribute: string) =>
  async (caller: Caller, value: Value) => {
    const change = {
      update: 'SET #attribute = :value',
      names: { '#attribute': attribute },
      values: { ':value': value },
    };
    const done = await updateActiveAccount(client, table, caller.accountId, inSession(caller, change));
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
