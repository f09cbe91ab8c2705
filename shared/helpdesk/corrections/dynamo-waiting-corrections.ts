import { DeleteItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { language } from '#shared/contract/fields.ts';
import type { Act } from '#shared/helpdesk/acting/act.ts';
import { type ActTables, auditParts } from '#shared/helpdesk/acting/dynamo-audit.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { isExpired } from '#shared/platform/tables/expiry.ts';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';
import type { WaitingCorrection, WaitingCorrections } from './corrections.ts';
import {
  changeParts,
  dueKey as dueKeyOf,
  duePartition,
  forgetParts,
  removePart,
  stopKey,
} from './dynamo-correction-parts.ts';
import { isReserved, readWaiting } from './dynamo-corrections.ts';

const keySchema = v.object({ sk: v.string() });
const dueSchema = v.object({ accountId: v.string() });
const accountSchema = v.object({ state: v.string(), email: v.string(), language });
const stopSchema = v.object({ accountId: v.string(), expiresAt: v.optional(v.number()) });
const pageSize = 25;
const mostTries = 5;

/** Stops and carries out waiting corrections in the portal's table. */
export const dynamoWaitingCorrections = (
  client: DynamoDBClient,
  { portal: table, audit }: ActTables,
): WaitingCorrections => {
  const actOf = ({ customerId }: WaitingCorrection, agent: string, what: Act['what'], at: Date): Act => ({
    ...{ agent, whom: customerId, what, at },
  });

  /** Deletes the correction; false if it is gone or another one replaced it. */
  async function forget(accountId: string, waiting: WaitingCorrection, act: Act): Promise<boolean> {
    for (let tries = 1; tries <= mostTries; tries++) {
      const frees = await isReserved(client, table, accountId, waiting);
      const { done } = await transact(client, {
        correction: removePart(table, accountId, waiting.correctionId),
        ...forgetParts(table, accountId, waiting, { frees }),
        audit: auditParts(audit, act),
      });
      if (done) return true;
      const present = await readWaiting(client, table, accountId);
      if (present?.correctionId !== waiting.correctionId) return false;
      // Since it was read, its reservation has expired, or somebody else has taken the contact.
    }
    throw new Error('A correction kept changing');
  }

  return {
    async stop(stopHash, now) {
      const link = await getItem(client, table, stopKey(stopHash), stopSchema);
      if (!link || isExpired(link, now)) return false;
      const waiting = await readWaiting(client, table, link.accountId);
      // The link may be that of a correction that this one replaced: a later one never voids an earlier link (R10.4).
      if (!waiting) return false;
      return forget(link.accountId, waiting, actOf(waiting, 'customer', 'correction-stopped', now));
    },

    async due(now, after) {
      const { Items: items = [], LastEvaluatedKey: last } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk <= :now',
          ExpressionAttributeValues: toItem({ ':pk': duePartition, ':now': `${now.toISOString()}~` }),
          Limit: pageSize,
          ...(after === undefined ? {} : { ExclusiveStartKey: toItem({ pk: duePartition, sk: after }) }),
        }),
      );
      const due = items.map((item) => {
        const value = unmarshall(item);
        const parsed = v.safeParse(dueSchema, value);
        return {
          dueKey: v.parse(keySchema, value).sk,
          accountId: parsed.success ? parsed.output.accountId : undefined,
        };
      });
      const next = last?.sk?.S;
      return next === undefined ? { due } : { due, next };
    },

    async carryOut({ accountId, dueKey }, now) {
      const waiting = await readWaiting(client, table, accountId);
      if (!waiting || dueKey !== dueKeyOf(waiting.from, accountId).sk) {
        // It was stopped meanwhile, its account was cancelled, or another correction replaced it.
        await client.send(new DeleteItemCommand({ TableName: table, Key: toItem({ pk: duePartition, sk: dueKey }) }));
        return 'over';
      }
      const { customerId, replaces } = waiting;
      const account = await getItem(client, table, accountKey(accountId), accountSchema);
      if (account?.state === 'frozen') return 'frozen';
      const { email = '', language = 'hu' } = account ?? {};
      const outcome = await transact(client, {
        // An account with a waiting correction has chosen its first password, so it has no registration any more.
        ...changeParts(table, { accountId, customerId, replaces, email, language }, waiting, now),
        correction: removePart(table, accountId, waiting.correctionId),
        ...forgetParts(table, accountId, waiting, { frees: false }),
        audit: auditParts(audit, actOf(waiting, 'portal', 'correction-applied', now)),
      });
      if (outcome.done) return 'applied';
      const isDropped = await forget(accountId, waiting, actOf(waiting, 'portal', 'correction-dropped', now));
      return isDropped ? 'dropped' : 'over';
    },

    async drop(accountId, now) {
      const waiting = await readWaiting(client, table, accountId);
      if (waiting) await forget(accountId, waiting, actOf(waiting, 'portal', 'correction-dropped', now));
    },
  };
};
