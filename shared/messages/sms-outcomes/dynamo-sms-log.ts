import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { Postponed } from '#shared/platform/runtime/queue-worker.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { accountKey, type Key } from '#shared/platform/tables/portal-keys.ts';
import {
  attemptKey,
  type Ending,
  endingOf,
  keptCanaries,
  lastKey,
  minuteKey,
  rankOf,
  type SmsLog,
  type SmsNews,
  type SmsState,
} from './sms-log.ts';

/** How long the helpdesk sees an account's SMS, and how long the health's minutes are kept, in ms. */
const kept = 90 * 24 * 60 * 60 * 1000;
const keptMinutes = 2 * 60 * 60 * 1000;

const lastOf: Readonly<Partial<Record<SmsState, string>>> = {
  accepted: 'acceptedAt',
  'taken-by-carrier': 'successAt',
  delivered: 'successAt',
  refused: 'failureAt',
  undelivered: 'failureAt',
};
const knownSchema = v.object({ rank: v.number() });
const mostTries = 5;

/** SMS and the health's counters in the portal's table. Both change in one transaction, so a repeated receipt counts once. */
export const dynamoSmsLog = (client: DynamoDBClient, table: string): SmsLog => {
  const update = (
    key: Key,
    change: string,
    values: object,
    rest: { names?: Record<string, string>; condition?: string } = {},
  ): TransactWriteItem => ({
    Update: {
      TableName: table,
      Key: toItem(key),
      UpdateExpression: change,
      ExpressionAttributeValues: toItem(values),
      ...(rest.names ? { ExpressionAttributeNames: rest.names } : {}),
      ...(rest.condition ? { ConditionExpression: rest.condition } : {}),
    },
  });

  const counters = ({ state, isFinal, at }: SmsNews, counted: Ending | undefined): TransactWriteItem[] => {
    const last = isFinal || state === 'accepted' ? lastOf[state] : undefined;
    const until = expiresAt(new Date(at.getTime() + keptMinutes));
    return [
      ...(counted
        ? [
            update(
              minuteKey(at),
              'ADD #count :one SET expiresAt = :until',
              { ':one': 1, ':until': until },
              { names: { '#count': counted } },
            ),
          ]
        : []),
      ...(last ? [update(lastKey, 'SET #last = :at', { ':at': at.toISOString() }, { names: { '#last': last } })] : []),
    ];
  };

  /** Writes the new state, unless another one was recorded since `known` was read. */
  function attemptUpdate(news: SmsNews, known: number | undefined): TransactWriteItem {
    const { subject, attempt, state, at, code } = news;
    const until = expiresAt(new Date(at.getTime() + (subject.kind === 'canary' ? keptCanaries : kept)));
    const sets = [
      '#rank = :rank',
      '#outcome = :outcome',
      'outcomeAt = :at',
      'attempt = :attempt',
      'expiresAt = :until',
    ];
    const values = {
      ...{ ':rank': rankOf(news), ':outcome': state, ':at': at.toISOString(), ':attempt': attempt, ':until': until },
      ...(code === undefined ? {} : { ':code': code }),
      ...(known === undefined ? {} : { ':known': known }),
    };
    const change = `SET ${[...sets, ...(code === undefined ? [] : ['code = :code'])].join(', ')}`;
    const condition = known === undefined ? 'attribute_not_exists(pk)' : '#rank = :known';
    return update(attemptKey(news), change, values, { names: { '#rank': 'rank', '#outcome': 'outcome' }, condition });
  }

  /** Requires that the SMS's account exists: nothing is written into the partition of an erased account (R11.1). */
  const accountExists = ({ subject }: SmsNews): TransactWriteItem[] =>
    subject.kind === 'canary'
      ? []
      : [
          {
            ConditionCheck: {
              TableName: table,
              Key: toItem(accountKey(subject.accountId)),
              ConditionExpression: 'attribute_exists(pk)',
            },
          },
        ];

  return {
    async noteSending(news) {
      // The condition fails if the first receipt was faster; the receipt says more.
      await transact(client, {
        attempt: attemptUpdate(news, undefined),
        counters: counters(news, endingOf(news)),
      });
    },

    async noteReceipt(news) {
      for (let tries = 1; tries <= mostTries; tries++) {
        const item = await getItem(client, table, attemptKey(news), knownSchema);
        const known = item?.rank;
        if (known !== undefined && known >= rankOf(news)) return 'known';
        const outcome = await transact(client, {
          attempt: attemptUpdate(news, known),
          counters: counters(news, endingOf(news)),
          account: accountExists(news),
        });
        if (outcome.done) return 'noted';
        if (!outcome.failed.has('attempt')) return 'gone';
      }
      throw new Postponed('sms-contended');
    },
  };
};
