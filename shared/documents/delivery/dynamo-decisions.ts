import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { accessEnd } from '#shared/documents/reading/access-window.ts';
import { instant } from '#shared/platform/instant.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { decisionKey, uploadKey } from '#shared/platform/tables/portal-keys.ts';
import type { Decision, Deliveries, Repeated } from './delivery.ts';
import { uploadName } from './document-id.ts';
import { refusalReasons } from './refusal.ts';

const decisionSchema = v.variant('outcome', [
  v.object({ outcome: v.literal('recorded'), accountId: v.string(), documentId: v.string() }),
  v.object({ outcome: v.literal('repeated'), accountId: v.string(), sha256: v.string() }),
  v.object({
    outcome: v.literal('refused'),
    documentId: v.string(),
    reason: v.picklist(refusalReasons),
    decidedAt: instant,
  }),
]);
const latestSchema = v.object({ latestAt: v.optional(v.number()) });

/**
 * The part of `Deliveries` that reads decisions and refuses uploads. A decision to record is written together with the document
 * (dynamo-recording-parts.ts).
 */
export const dynamoDecisions = (client: DynamoDBClient, table: string): Pick<Deliveries, 'decisionOf' | 'refuse'> => {
  /** Whether the repeated document is still delivered: a withdrawal removes `latestAt` (dynamo-withdrawals.ts). */
  async function isDelivered(key: string, { accountId, sha256 }: Repeated): Promise<boolean> {
    const delivered = await getItem(client, table, uploadKey(key, sha256, accountId), latestSchema);
    return delivered?.latestAt !== undefined;
  }

  const decisionOf: Deliveries['decisionOf'] = async (upload) => {
    const key = decisionKey(upload.key, uploadName(upload));
    const decision = await getItem(client, table, key, decisionSchema);
    return decision?.outcome === 'repeated' && !(await isDelivered(upload.key, decision)) ? undefined : decision;
  };

  return {
    decisionOf,

    async refuse(upload, reason, now) {
      const { documentId, key, uploadedAt } = upload;
      const refused: Decision = { outcome: 'refused', documentId, reason, decidedAt: now };
      const put = {
        TableName: table,
        Item: toItem({
          ...decisionKey(key, uploadName(upload)),
          ...refused,
          decidedAt: now.toISOString(),
          expiresAt: expiresAt(accessEnd(uploadedAt)),
        }),
      };
      const first = await conditional(
        client.send(
          new PutItemCommand({
            ...put,
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        ),
      );
      if (first.done) return refused;
      if (!first.item) return undefined;
      const before = fromItem(decisionSchema, first.item);
      if (before.outcome !== 'repeated' || (await isDelivered(key, before))) return before;
      const { done } = await transact(client, {
        decision: {
          Put: {
            ...put,
            ConditionExpression: 'outcome = :repeated',
            ExpressionAttributeValues: toItem({ ':repeated': 'repeated' }),
          },
        },
        upload: {
          ConditionCheck: {
            TableName: table,
            Key: toItem(uploadKey(key, before.sha256, before.accountId)),
            ConditionExpression: 'attribute_not_exists(latestAt)',
          },
        },
      });
      return done ? refused : decisionOf(upload);
    },
  };
};
