import { randomBytes } from 'node:crypto';
import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { requireActiveAccount } from '#shared/platform/tables/dynamo-active-account.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { accountKey, signInCodeKey } from '#shared/platform/tables/portal-keys.ts';
import { answeredPart, proofIdOf } from '#shared/sign-in/passkeys/dynamo-proofs.ts';
import { proofLife } from '#shared/sign-in/passkeys/passkey.ts';
import { usedChallenge } from '#shared/sign-in/passkeys/passkey-challenge.ts';
import { accountSchema } from '#shared/sign-in/sessions/accounts.ts';
import type { PendingSignIn } from './pending-sign-in.ts';
import { mostTries } from './second-step.ts';
import type { SignInCodes } from './sign-in-codes.ts';

/** How long a code's item is kept, in ms: far beyond the life of its sign-in. */
const kept = 60 * 60_000;

const triedSchema = v.object({
  proof: v.string(),
  attempts: v.set(v.string()),
  mail: v.object({
    limited: v.object({ kind: v.string(), who: v.string(), max: v.number() }),
    attemptId: v.string(),
  }),
});

const isOpen = 'attribute_not_exists(usedAt)';
const hasTries = 'attribute_not_exists(attempts) OR size(attempts) < :most';

/** Codes in the portal's table: one item for each pending sign-in, by the hash of its id. */
export const dynamoSignInCodes = (client: DynamoDBClient, table: string): SignInCodes => {
  const itemOf = ({ id }: PendingSignIn) => ({ TableName: table, Key: toItem(signInCodeKey(usedChallenge(id))) });
  const expiryFrom = (ms: number) => expiresAt(new Date(ms + kept));

  return {
    async holderOf({ accountId, askedAt }) {
      const account = await getItem(client, table, accountKey(accountId), accountSchema);
      if (account?.state === 'frozen') throw new DomainError('registration-contested');
      return account?.state === 'active' && askedAt >= account.sessionsValidFrom * 1000 ? account : undefined;
    },

    async keep(pending, { proof, goodUntil, mail }) {
      const { done } = await conditional(
        client.send(
          new UpdateItemCommand({
            ...itemOf(pending),
            UpdateExpression: 'SET proof = :proof, goodUntil = :until, mail = :mail, expiresAt = :expiry',
            ConditionExpression: `${isOpen} AND (${hasTries})`,
            ExpressionAttributeValues: toItem({
              ...{ ':proof': proof, ':until': goodUntil, ':mail': mail },
              ...{ ':expiry': expiryFrom(goodUntil), ':most': mostTries },
            }),
          }),
        ),
      );
      return done;
    },

    async takeTry(pending, now) {
      // By its id, so that a repeated call whose answer was lost counts once.
      const attemptId = randomBytes(6).toString('base64url');
      const outcome = await conditional(
        client.send(
          new UpdateItemCommand({
            ...itemOf(pending),
            UpdateExpression: 'ADD attempts :attempt',
            ConditionExpression: `goodUntil > :now AND ${isOpen} AND (${hasTries} OR contains(attempts, :attemptId))`,
            ExpressionAttributeValues: toItem({
              ...{ ':attempt': new Set([attemptId]), ':attemptId': attemptId },
              ...{ ':now': now.getTime(), ':most': mostTries },
            }),
            ReturnValues: 'ALL_NEW',
          }),
        ),
      );
      if (!outcome.done) return undefined;
      const { proof, mail, attempts } = fromItem(triedSchema, outcome.answer.Attributes ?? {});
      return { proof, mail, attemptsLeft: mostTries - attempts.size };
    },

    async use(pending, { proof }, now) {
      const { id, accountId, askedAt } = pending;
      const secret = randomBytes(32).toString('base64url');
      const goodUntil = now.getTime() + proofLife;
      const outcome = await transact(client, {
        account: requireActiveAccount(table, accountId, {
          condition: 'sessionsValidFrom <= :askedAt',
          values: { ':askedAt': askedAt / 1000 },
        }),
        code: {
          Update: {
            ...itemOf(pending),
            UpdateExpression: 'SET usedAt = :now',
            ConditionExpression: `proof = :proof AND ${isOpen}`,
            ExpressionAttributeValues: toItem({ ':now': now.getTime(), ':proof': proof }),
          },
        },
        proof: answeredPart(table, id, { accountId, secret, goodUntil, expiresAt: expiryFrom(goodUntil) }),
      });
      return outcome.done ? { proofId: proofIdOf(id, secret), accountId } : undefined;
    },
  };
};
