import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { changesAt } from '#shared/changes/change.ts';
import { changeParts } from '#shared/changes/dynamo-change-parts.ts';
import type { RegistryPolicy } from '#shared/registry/registry.ts';
import { policyKey } from '#shared/registry/registry-keys.ts';
import { toItem } from '#shared/tables/dynamo-table.ts';
import { enrolmentKey } from '#shared/tables/portal-keys.ts';

type Tables = { readonly portal: string; readonly registry: string };

/**
 * The parts that enrol policies, three for each, together or not at all (R8.3): the enrolment, which nobody may have
 * yet; the check that the registry's row still is what was read (R2.10); and the change to publish.
 */
export function enrolmentParts(
  tables: Tables,
  accountId: string,
  policies: readonly RegistryPolicy[],
  now: Date,
): TransactWriteItem[] {
  const since = now.toISOString();
  const parts = policies.flatMap(({ policyNumber, product, state, paymentMethod, holder }): TransactWriteItem[] => [
    {
      Put: {
        TableName: tables.portal,
        Item: toItem({ ...enrolmentKey(policyNumber), policyNumber, accountId, customerId: holder, since }),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
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
    },
  ]);
  // The confirmation page's button is the acceptance (R2.10).
  const consentAt = since;
  const changes = changesAt(
    now,
    policies.map(({ policyNumber, holder }) => ({
      ...{ type: 'eposta-enrolled', policyNumber, customerId: holder, consentAt },
    })),
  );
  return [...parts, ...changeParts(tables.portal, changes)];
}
