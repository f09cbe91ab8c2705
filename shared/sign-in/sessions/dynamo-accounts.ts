import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { accountKey, registrationKey } from '#shared/platform/tables/portal-keys.ts';
import { heldSecondStep, secondStepSchema } from '#shared/sign-in/second-step/second-step.ts';
import { type Accounts, accountSchema, type FirstPassword, requireLiveAccount } from './accounts.ts';

/** Active accounts in the portal's table. */
export const dynamoAccounts = (client: DynamoDBClient, table: string): Accounts => ({
  live: async (session) =>
    requireLiveAccount(await getItem(client, table, accountKey(session.accountId), accountSchema), session),
});

const schema = v.object({
  state: v.optional(v.string()),
  sessionsValidFrom: v.optional(v.number(), 0),
  secondStep: v.optional(secondStepSchema),
});

/** What an account says of a sign-in whose password was right. */
export type SignInStanding = {
  /** The password was replaced since the sign-in began: the tokens do not show this, because the pool dates them after the comparison. */
  readonly isOvertaken: boolean;
  /** Its customer has chosen that the password is not enough. */
  readonly needsSecondStep: boolean;
};

/**
 * What the account says of a sign-in that began at `askedAt` (ms since 1970 UTC). Whatever replaces a password makes the account's
 * sessions valid only from a later time (R4.3).
 *
 * @throws DomainError `registration-contested` if the account is frozen (R10.4)
 */
export const dynamoSignInStanding =
  (client: DynamoDBClient, table: string, now: () => Date) =>
  async (accountId: string, askedAt: number): Promise<SignInStanding> => {
    const account = await getItem(client, table, accountKey(accountId), schema);
    if (account?.state === 'frozen') throw new DomainError('registration-contested');
    return {
      isOvertaken: account !== undefined && askedAt < account.sessionsValidFrom * 1000,
      needsSecondStep: heldSecondStep(account?.secondStep, now()) !== undefined,
    };
  };

/** Ends registrations in the portal's table. */
export const dynamoFirstPassword = (client: DynamoDBClient, table: string): FirstPassword => ({
  async endRegistration(accountId) {
    const account = await getItem(client, table, accountKey(accountId), accountSchema);
    if (account?.registrationId === undefined) return account?.state === 'active' ? account : undefined;
    // If the condition fails, another call has ended the registration: nothing is left to do.
    await transact(client, {
      registration: { Delete: { TableName: table, Key: toItem(registrationKey(account.registrationId)) } },
      account: {
        Update: {
          TableName: table,
          Key: toItem(accountKey(accountId)),
          UpdateExpression: 'REMOVE registrationId',
          ConditionExpression: 'registrationId = :ended',
          ExpressionAttributeValues: { ':ended': { S: account.registrationId } },
        },
      },
    });
    return undefined;
  },
});
