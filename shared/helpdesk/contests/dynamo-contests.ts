import { type DynamoDBClient, QueryCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { readFormerAddresses } from '#shared/customers/contacts/dynamo-former-addresses.ts';
import { type ActTables, transactAct } from '#shared/helpdesk/acting/dynamo-audit.ts';
import type { CallersAccount } from '#shared/helpdesk/identifying/identification.ts';
import { changeAt, firstChangeIdAt, timeAfter } from '#shared/insurer/changes/change.ts';
import { changeParts } from '#shared/insurer/changes/dynamo-change-parts.ts';
import { addressedNoticeParts, noticePart } from '#shared/messages/notices/dynamo-notice-parts.ts';
import type { Notice } from '#shared/messages/notices/notice.ts';
import { instant } from '#shared/platform/instant.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, type Key } from '#shared/platform/tables/portal-keys.ts';
import { endChallenges } from '#shared/sign-in/credentials/dynamo-session-cutoff.ts';
import { cutAt } from '#shared/sign-in/credentials/end-sessions.ts';
import type { Contest } from '#shared/sign-in/sessions/accounts.ts';
import type { ContestOutcome, Contests } from './contests.ts';

/** The contests that nobody has decided yet, by the time when they were opened. */
const undecidedPartition = 'CONTESTS';
const undecidedKey = (openedAt: string, accountId: string): Key => ({
  pk: undecidedPartition,
  sk: `${openedAt}#${accountId}`,
});

/** The item by which an open contest is found. */
export const undecidedItem = (table: string, accountId: string, contest: Contest): TransactWriteItem => ({
  Put: { TableName: table, Item: toItem({ ...undecidedKey(contest.openedAt, accountId), ...contest }) },
});

const undecidedSchema = v.object({ openedAt: instant });
const mostShown = 100;

type Update = NonNullable<TransactWriteItem['Update']>;
type Values = Readonly<Record<string, unknown>>;

/** Contests in the portal's table. */
export const dynamoContests = (client: DynamoDBClient, tables: ActTables): Contests => {
  const { portal: table } = tables;
  const updateAccount = (accountId: string, update: string, condition: string, values: Values) => ({
    Update: {
      TableName: table,
      Key: toItem(accountKey(accountId)),
      UpdateExpression: update,
      ConditionExpression: condition,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: toItem(values),
    } satisfies Update,
  });

  const contestChange = ({ customerId }: CallersAccount, stage: 'opened' | ContestOutcome, at: Date) =>
    changeParts(table, [changeAt(at, { type: 'registration-contested', customerId, stage })]);

  const noticeOf = (accountId: string, kind: 'registration-contested' | 'contest-rejected', at: Date, number = 0) =>
    ({
      noticeId: `${firstChangeIdAt(at.toISOString())}-${kind}-${number}-${accountId}`,
      ...{ kind, accountId, at: at.toISOString() },
    }) satisfies Notice;

  return {
    async open(account, act) {
      const { accountId, contact, email, language } = account;
      const contest: Contest = { openedAt: act.at.toISOString(), by: act.agent };
      const former = await readFormerAddresses(client, table, accountId, { present: email, now: act.at });
      const from = cutAt(act.at);
      const { done } = await transactAct(client, tables, act, {
        account: updateAccount(
          accountId,
          'SET #state = :frozen, contest = :contest, sessionsValidFrom = :from',
          // The contact: the mails go to the addresses that were read.
          '#state = :active AND contact = :contact',
          { ':frozen': 'frozen', ':contest': contest, ':from': from, ':active': 'active', ':contact': contact },
        ),
        challenges: endChallenges(table, account, from),
        undecided: undecidedItem(table, accountId, contest),
        change: contestChange(account, 'opened', act.at),
        notices: [{ to: email, language }, ...former].flatMap((recipient, number) =>
          addressedNoticeParts(table, {
            notice: noticeOf(accountId, 'registration-contested', act.at, number),
            recipient,
          }),
        ),
      });
      return done ? 'done' : 'changed';
    },

    async decide(account, outcome, act) {
      const { accountId } = account;
      const { openedAt, by } = account.contest;
      // Later than the contest on any clock, so that the insurer's changes sort as they happened.
      const at = timeAfter(new Date(openedAt), act.at);
      const decision = { outcome, by: act.agent, decidedAt: at.toISOString() };
      const values = { ':frozen': 'frozen', ':openedAt': openedAt, ':contest': { openedAt, by, decision } };
      const isAsRead = '#state = :frozen AND contest.openedAt = :openedAt';
      const from = cutAt(at);
      const { done } = await transactAct(client, tables, act, {
        account:
          outcome === 'confirmed'
            ? updateAccount(accountId, 'SET #state = :closed, closedAt = :at, contest = :contest', isAsRead, {
                ...values,
                ...{ ':closed': 'closed', ':at': at.toISOString() },
              })
            : updateAccount(
                accountId,
                'SET #state = :active, contest = :contest, sessionsValidFrom = :from',
                isAsRead,
                {
                  ...values,
                  ...{ ':active': 'active', ':from': from },
                },
              ),
        challenges: outcome === 'confirmed' ? [] : [endChallenges(table, account, from)],
        undecided: { Delete: { TableName: table, Key: toItem(undecidedKey(openedAt, accountId)) } },
        change: contestChange(account, outcome, at),
        notice: outcome === 'confirmed' ? [] : [noticePart(table, noticeOf(accountId, 'contest-rejected', at))],
      });
      return done ? 'done' : 'changed';
    },

    async undecided(before) {
      const { Items: items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk < :before',
          ExpressionAttributeValues: toItem({ ':pk': undecidedPartition, ':before': before.toISOString() }),
          Limit: mostShown,
        }),
      );
      return items.map((item) => v.parse(undecidedSchema, unmarshall(item)).openedAt);
    },
  };
};
