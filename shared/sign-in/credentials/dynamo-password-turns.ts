import { setTimeout as pause } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { writeVersioned } from '#shared/platform/tables/dynamo-versioned-item.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { passwordTurnsKey } from '#shared/platform/tables/portal-keys.ts';
import type { TurnStore } from './in-password-turn.ts';
import { forgettableFrom, isTaken, type PasswordTurns, take } from './password-turn.ts';

const millis = v.pipe(v.number(), v.integer());
const held = v.object({ id: v.string(), until: millis });
const itemSchema = v.object({
  version: v.pipe(v.number(), v.integer()),
  turn: v.exactOptional(held),
  next: v.exactOptional(held),
  sms: v.exactOptional(v.object({ seed: v.string(), at: millis, secretVersion: v.string() })),
});

const mostTries = 12;

/** Turns in the portal's table, in the account's partition: they expire, and they are deleted with the account. */
export const dynamoPasswordTurns = (client: DynamoDBClient, table: string): TurnStore => {
  const read = (accountId: string) => getItem(client, table, passwordTurnsKey(accountId), itemSchema);

  // No turn begins once an account is closed: cancelling deletes the user, and no turn may create it again (R11.1).
  const write = (accountId: string, state: PasswordTurns, replaced: number) => {
    const { turn, next, sms } = state;
    return writeVersioned(client, table, {
      ...{ accountId, replaced },
      key: passwordTurnsKey(accountId),
      expiresAt: expiresAt(new Date(forgettableFrom(state))),
      content: { turn, next, sms },
    });
  };

  return {
    async take(accountId, asker, now) {
      for (let tries = 1; tries <= mostTries; tries++) {
        const { version = 0, ...kept } = (await read(accountId)) ?? {};
        const { state, isTaken: taken } = take(kept, asker, now.getTime());
        const written = state === kept ? 'written' : await write(accountId, state, version);
        if (written === 'gone') return 'gone';
        if (written === 'written') return taken ? { sms: state.sms } : 'held';
        await pause(Math.random() * 20 * tries);
      }
      throw new DomainError('busy', {}, { retryAfterSeconds: 2, because: 'password-held' });
    },

    async release(accountId, id) {
      await transact(client, {
        turns: {
          Update: {
            TableName: table,
            Key: toItem(passwordTurnsKey(accountId)),
            UpdateExpression: 'REMOVE #turn ADD version :one',
            ConditionExpression: '#turn.#id = :id',
            ExpressionAttributeNames: { '#turn': 'turn', '#id': 'id' },
            ExpressionAttributeValues: toItem({ ':id': id, ':one': 1 }),
          },
        },
      });
    },

    async isTaken(accountId, now) {
      return isTaken((await read(accountId)) ?? {}, now.getTime());
    },
  };
};
