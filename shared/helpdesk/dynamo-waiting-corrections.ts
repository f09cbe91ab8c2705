import { DeleteItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { fromItem, getItem, toItem, transact } from '#shared/tables/dynamo-table.ts';
import { isExpired } from '#shared/tables/expiry.ts';
import { accountKey } from '#shared/tables/portal-keys.ts';
import type { Act } from './act.ts';
import type { WaitingCorrection, WaitingCorrections } from './corrections.ts';
import { auditParts } from './dynamo-audit.ts';
import { changeParts, forgetParts, removePart } from './dynamo-correction-parts.ts';
import { keepsContact, readWaiting } from './dynamo-corrections.ts';
import { dueKey as dueKeyOf, duePartition, stopKey } from './helpdesk-keys.ts';

const dueSchema = v.object({ sk: v.string(), accountId: v.string() });
const stopSchema = v.object({ accountId: v.string(), expiresAt: v.number() });
const accountSchema = v.object({ registrationId: v.optional(v.string()) });
const atOnce = 25;

/** Stops and carries out waiting corrections in the portal's table. */
export const dynamoWaitingCorrections = (client: DynamoDBClient, table: string): WaitingCorrections => {
  const actOf = ({ customerId }: WaitingCorrection, agent: string, what: Act['what'], at: Date): Act => ({
    ...{ agent, whom: customerId, what, at },
  });

  async function forget(accountId: string, waiting: WaitingCorrection, act: Act): Promise<boolean> {
    const frees = await keepsContact(client, table, accountId, waiting);
    const outcome = await transact(client, [
      removePart(table, accountId, waiting.correctionId),
      ...forgetParts(table, accountId, waiting, { frees }),
      ...auditParts(table, act),
    ]);
    return outcome.done;
  }

  return {
    async stop(stopHash, now) {
      const link = await getItem(client, table, stopKey(stopHash), stopSchema);
      if (!link || isExpired(link, now)) return false;
      const waiting = await readWaiting(client, table, link.accountId);
      if (waiting?.stopHash !== stopHash) return false;
      return forget(link.accountId, waiting, actOf(waiting, 'customer', 'correction-stopped', now));
    },

    async due(now) {
      const { Items: items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk <= :now',
          ExpressionAttributeValues: toItem({ ':pk': duePartition, ':now': `${now.toISOString()}~` }),
          Limit: atOnce,
        }),
      );
      return items.map((item) => {
        const { sk, accountId } = fromItem(dueSchema, item);
        return { accountId, dueKey: sk };
      });
    },

    async carryOut({ accountId, dueKey }, now) {
      const waiting = await readWaiting(client, table, accountId);
      if (!waiting || dueKey !== dueKeyOf(waiting.from, accountId).sk) {
        // Its account was cancelled meanwhile, or another correction took its place.
        const { pk } = dueKeyOf('', accountId);
        await client.send(new DeleteItemCommand({ TableName: table, Key: toItem({ pk, sk: dueKey }) }));
        return 'over';
      }
      const account = await getItem(client, table, accountKey(accountId), accountSchema);
      const { customerId, replaces } = waiting;
      const outcome = await transact(client, [
        ...changeParts(
          table,
          { accountId, customerId, replaces, registrationId: account?.registrationId },
          waiting,
          now,
        ),
        removePart(table, accountId, waiting.correctionId),
        ...forgetParts(table, accountId, waiting, { frees: false }),
        ...auditParts(table, actOf(waiting, 'portal', 'correction-applied', now)),
      ]);
      if (outcome.done) return 'applied';
      const isDropped = await forget(accountId, waiting, actOf(waiting, 'portal', 'correction-dropped', now));
      return isDropped ? 'dropped' : 'over';
    },
  };
};
