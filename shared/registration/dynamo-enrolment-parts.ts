import { randomBytes } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { RegistryPolicy } from '#shared/registry/registry.ts';
import { policyKey } from '#shared/registry/registry-keys.ts';
import { toItem } from '#shared/tables/dynamo-table.ts';
import { changeKey, enrolmentKey } from '#shared/tables/portal-keys.ts';

type Tables = { readonly portal: string; readonly registry: string };
type Owner = { readonly accountId: string; readonly customerId: string };

/** Sorts by the time of the change; the rest makes it unique. */
const createChangeId = (now: Date) => `${now.toISOString().replace(/[-:.]/g, '')}-${randomBytes(8).toString('hex')}`;

/**
 * The three parts that enrol a policy, together or not at all (R8.3): the enrolment, which nobody may have yet; the
 * change to publish; and the check that the registry's row still is what was read (R2.10).
 */
export function enrolmentParts(
  tables: Tables,
  { accountId, customerId }: Owner,
  policy: RegistryPolicy,
  now: Date,
): TransactWriteItem[] {
  const { policyNumber, product, state, paymentMethod } = policy;
  const at = now.toISOString();
  const changeId = createChangeId(now);
  return [
    {
      Put: {
        TableName: tables.portal,
        Item: toItem({ ...enrolmentKey(policyNumber), policyNumber, accountId, customerId, since: at }),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Put: {
        TableName: tables.portal,
        Item: toItem({
          ...changeKey(changeId),
          changeId,
          type: 'eposta-enrolled',
          at,
          policyNumber,
          customerId,
          // The confirmation page's button is the acceptance (R2.10).
          consentAt: at,
        }),
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
          ':holder': customerId,
          ':product': product,
          ':state': state,
          ':paymentMethod': paymentMethod,
        }),
      },
    },
  ];
}
