import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { readGuardClearing } from '#shared/sign-in/guard/dynamo-guard.ts';
import type { Locks } from './act.ts';
import { type ActTables, transactAct } from './dynamo-audit.ts';

const mostTries = 12;

/** Locks in the portal's table. Throws DomainError `identification-required`, and `busy` if sign-ins keep changing the guard. */
export const dynamoLocks = (client: DynamoDBClient, tables: ActTables): Locks => ({
  async lift(username, act) {
    for (let tries = 1; tries <= mostTries; tries++) {
      const { wasLocked, parts } = await readGuardClearing(client, tables.portal, username, act.at);
      const what = wasLocked ? 'lock-lifted' : 'no-lock-found';
      const { done } = await transactAct(client, tables, { ...act, what }, { guard: parts });
      if (done) return { wasLocked };
    }
    throw new DomainError('busy', {}, { retryAfterSeconds: 2, because: 'guard-changes' });
  },
});
