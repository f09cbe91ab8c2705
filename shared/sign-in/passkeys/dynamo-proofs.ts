import { type DynamoDBClient, type TransactWriteItem, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { passkeyProofKey } from '#shared/platform/tables/portal-keys.ts';
import type { Proofs } from './passkey.ts';
import { usedChallenge } from './passkey-challenge.ts';

/** What a sign-in has proved; `goodUntil` in ms since 1970 UTC. */
type Proved = { readonly accountId: string; readonly secret: string; readonly goodUntil: number };

const proofSchema = v.object({
  accountId: v.optional(v.string()),
  secret: v.optional(v.string()),
  goodUntil: v.optional(v.number(), 0),
  takenAt: v.optional(v.number()),
});

/** The part of a transaction that uses a challenge up. It fails for one that was answered before. */
export const answeredPart = (
  table: string,
  challenge: string,
  item: { readonly expiresAt: number } & Partial<Proved>,
): TransactWriteItem => ({
  Put: {
    TableName: table,
    Item: toItem({ ...passkeyProofKey(usedChallenge(challenge)), ...item }),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

/** The id by which a proof is found, and which only the function knows that has written it. */
export const proofIdOf = (challenge: string, secret: string): string => `${usedChallenge(challenge)}.${secret}`;

const readProofId = (proofId: string) => {
  const [, used = '', secret = ''] = /^([\w-]{43})\.([\w-]{43})$/.exec(proofId) ?? [];
  return { key: passkeyProofKey(used), secret };
};

/** Proofs in the portal's table. */
export const dynamoProofs = (client: DynamoDBClient, table: string): Proofs => ({
  async isOpen({ proofId, accountId }, now) {
    const { key, secret } = readProofId(proofId);
    const kept = await getItem(client, table, key, proofSchema);
    if (kept?.secret === undefined || kept.takenAt !== undefined) return false;
    return kept.secret === secret && kept.accountId === accountId && now.getTime() < kept.goodUntil;
  },
  async take({ proofId, accountId }, now) {
    const { key, secret } = readProofId(proofId);
    const { done } = await conditional(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: toItem(key),
          UpdateExpression: 'SET takenAt = :now',
          ConditionExpression:
            'secret = :secret AND accountId = :account AND goodUntil > :now AND attribute_not_exists(takenAt)',
          ExpressionAttributeValues: toItem({ ':secret': secret, ':account': accountId, ':now': now.getTime() }),
        }),
      ),
    );
    return done;
  },
});
