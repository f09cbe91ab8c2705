import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { usernameKey } from '#shared/platform/tables/portal-keys.ts';
import type { ChallengeStanding } from './challenge-token.ts';

const claimSchema = v.object({
  accountId: v.optional(v.string()),
  challengesValidFrom: v.optional(v.pipe(v.number(), v.integer())),
});

/** Reads what the claim of a username says of its challenges; undefined for one that no account holds. */
export const dynamoChallengeStanding =
  (client: DynamoDBClient, table: string) =>
  async (username: string): Promise<ChallengeStanding | undefined> => {
    const claim = await getItem(client, table, usernameKey(username), claimSchema);
    return claim?.accountId === undefined
      ? undefined
      : { accountId: claim.accountId, challengesValidFrom: claim.challengesValidFrom };
  };
