import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { firstChangeIdAt } from '#shared/insurer/changes/change.ts';
import { noticePart } from '#shared/messages/notices/dynamo-notice-parts.ts';
import {
  type AccountUpdate,
  changeActiveAccount,
  inSession,
  updateActiveAccount,
} from '#shared/platform/tables/dynamo-active-account.ts';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';
import { TableBusy } from '#shared/platform/tables/table-busy.ts';
import { cutAt } from '#shared/sign-in/credentials/end-sessions.ts';
import { endedSessions } from './accounts.ts';
import { type EndedSessions, planSignOut, type SignOutPlan } from './ended-sessions.ts';
import type { HeldSession } from './session-cookie.ts';

const schema = v.object({
  state: v.string(),
  sessionsValidFrom: v.number(),
  endedSessions: v.optional(endedSessions),
});
type Read = v.InferOutput<typeof schema>;

/** Another sign-out or cut may write in between; so often it is tried. */
const mostAttempts = 5;

/** Ended sessions in the portal's table. */
export const dynamoEndedSessions = (client: DynamoDBClient, table: string): EndedSessions => {
  return {
    async signOut(session, goneAt, now) {
      for (let attempt = 0; attempt < mostAttempts; attempt++) {
        const account = await getItem(client, table, accountKey(session.accountId), schema);
        if (account?.state !== 'active') return;
        const plan = planSignOut(account, session, now);
        if (plan.kind === 'nothing') return;
        // False where the account was changed since it was read.
        const update = updateOf(plan, account, session, goneAt, now);
        if (await updateActiveAccount(client, table, session.accountId, update)) return;
      }
      throw new TableBusy(undefined);
    },

    async endFamily({ accountId, sessionId, authenticatedAt }, now) {
      const at = now.toISOString();
      const noticeId = `${firstChangeIdAt(at)}-${sessionId}`;
      const cut = { update: 'SET sessionsValidFrom = :from', values: { ':from': cutAt(now) } };
      const { done } = await transact(client, {
        account: changeActiveAccount(table, accountId, inSession({ issuedAt: authenticatedAt, sessionId }, cut)),
        notice: noticePart(table, { noticeId, kind: 'session-replayed', accountId, at }),
      });
      return done;
    },
  };
};

function updateOf(
  plan: Exclude<SignOutPlan, { kind: 'nothing' }>,
  { sessionsValidFrom, endedSessions: before }: Read,
  { sessionId }: HeldSession,
  goneAt: number,
  now: Date,
): AccountUpdate {
  if (plan.kind === 'cut')
    return {
      update: 'SET sessionsValidFrom = :from REMOVE endedSessions',
      condition: 'sessionsValidFrom = :before',
      values: { ':from': cutAt(now), ':before': sessionsValidFrom },
    };
  if (before === undefined)
    return {
      update: 'SET endedSessions = :first',
      condition: 'attribute_not_exists(endedSessions)',
      values: { ':first': { [sessionId]: goneAt } },
    };
  const forgotten = plan.forgotten.map((id, at) => [`#old${at}`, id] as const);
  const removal = forgotten.map(([name]) => `endedSessions.${name}`).join(', ');
  return {
    update: `SET endedSessions.#session = :goneAt${removal && ` REMOVE ${removal}`}`,
    condition: 'attribute_exists(endedSessions)',
    names: { '#session': sessionId, ...Object.fromEntries(forgotten) },
    values: { ':goneAt': goneAt },
  };
}
