import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { changeAt, timeAfter } from '#shared/insurer/changes/change.ts';
import { changeParts } from '#shared/insurer/changes/dynamo-change-parts.ts';
import { noteBegin, readLastChange } from '#shared/insurer/changes/dynamo-last-change.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { policyKey } from '#shared/insurer/registry/registry-keys.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { enrolmentKey } from '#shared/platform/tables/portal-keys.ts';

type Tables = { readonly portal: string; readonly registry: string };

/** A policy to enrol, and when that begins: after its last change. */
export type Beginning = { readonly policy: RegistryPolicy; readonly since: Date };

/** When each of these enrolments begins. */
export const beginningsAt = (
  client: DynamoDBClient,
  portalTable: string,
  policies: readonly RegistryPolicy[],
  now: Date,
): Promise<Beginning[]> =>
  Promise.all(
    policies.map(async (policy) => ({
      policy,
      since: timeAfter(await readLastChange(client, portalTable, policy.policyNumber), now),
    })),
  );

/**
 * The parts that enrol policies, four for each, together or not at all (R8.3): the enrolment, which nobody may have
 * yet; the check that the registry's row still is what was read (R2.10); the change to publish, later than all before it.
 */
export function enrolmentParts(
  tables: Tables,
  accountId: string,
  beginnings: readonly Beginning[],
): TransactWriteItem[] {
  return beginnings.flatMap(({ policy, since }, at) => {
    const { policyNumber, product, state, paymentMethod, holder } = policy;
    // The confirmation page's button is the acceptance (R2.10).
    const consentAt = since.toISOString();
    const change = changeAt(since, { type: 'eposta-enrolled', policyNumber, customerId: holder, consentAt }, at);
    const enrolment = { policyNumber, accountId, customerId: holder, since: consentAt };
    const isNew: TransactWriteItem = {
      Put: {
        TableName: tables.portal,
        Item: toItem({ ...enrolmentKey(policyNumber), ...enrolment }),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    };
    const isAsRead: TransactWriteItem = {
      ConditionCheck: {
        TableName: tables.registry,
        Key: toItem(policyKey(policyNumber)),
        ConditionExpression:
          'holder = :holder AND product = :product AND #state = :state AND paymentMethod = :paymentMethod',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: toItem({
          ':holder': holder,
          ':product': product,
          ':state': state,
          ':paymentMethod': paymentMethod,
        }),
      },
    };
    return [isNew, isAsRead, noteBegin(tables.portal, policyNumber, since), ...changeParts(tables.portal, [change])];
  });
}
