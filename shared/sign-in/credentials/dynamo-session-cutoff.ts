import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { accountKey, usernameKey } from '#shared/platform/tables/portal-keys.ts';
import type { LaneTerms } from '#shared/sign-in/lanes/lanes.ts';
import type { ChallengeStanding } from './challenge-token.ts';
import type { Holder } from './credentials.ts';
import type { SessionCutoff } from './end-sessions.ts';

/**
 * The part of a transaction that ends the new-password challenges, known browsers and recovery links of a username as of `from`, in
 * seconds since 1970 UTC. It fails unless the account holds the username.
 */
export const endChallenges = (table: string, { accountId, username }: Holder, from: number): TransactWriteItem => ({
  Update: {
    TableName: table,
    Key: toItem(usernameKey(username)),
    UpdateExpression: 'SET challengesValidFrom = :from',
    ConditionExpression: 'accountId = :accountId',
    ExpressionAttributeValues: toItem({ ':from': from, ':accountId': accountId }),
  },
});

/**
 * The cut-off in the portal's table: on the account, which every signed-in request reads, and on the claim of its username, which
 * choosing a password reads.
 */
export const dynamoSessionCutoff = (client: DynamoDBClient, table: string): SessionCutoff => ({
  async set({ accountId, username }, from) {
    const outcome = await transact(client, {
      account: {
        Update: {
          TableName: table,
          Key: toItem(accountKey(accountId)),
          UpdateExpression: 'SET sessionsValidFrom = :from',
          ConditionExpression: '#state = :active',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: toItem({ ':from': from, ':active': 'active' }),
        },
      },
      username: endChallenges(table, { accountId, username }, from),
    });
    if (outcome.done) return true;
    if (outcome.failed.has('account')) return false;
    throw new Error('An active account does not hold its username');
  },
});

const wholeNumber = v.pipe(v.number(), v.integer());
const claimSchema = v.object({
  accountId: v.optional(v.string()),
  challengesValidFrom: v.optional(wholeNumber),
  recoveryLink: v.optional(v.object({ proof: v.string(), until: wholeNumber })),
});

/** Reads what a username's claim says about its challenges; undefined if no account holds the username. */
export const dynamoChallengeStanding =
  (client: DynamoDBClient, table: string) =>
  async (username: string): Promise<ChallengeStanding | undefined> => {
    const claim = await getItem(client, table, usernameKey(username), claimSchema);
    return claim?.accountId === undefined
      ? undefined
      : { accountId: claim.accountId, challengesValidFrom: claim.challengesValidFrom };
  };

/** Reads which lanes the holder of a username may use; undefined where no account holds it. */
export const dynamoLaneTerms =
  (client: DynamoDBClient, table: string) =>
  async (username: string): Promise<LaneTerms | undefined> => {
    const claim = await getItem(client, table, usernameKey(username), claimSchema);
    if (claim?.accountId === undefined) return undefined;
    const { accountId, challengesValidFrom: validFrom = 0, recoveryLink } = claim;
    return { accountId, username, validFrom, recoveryLink };
  };
