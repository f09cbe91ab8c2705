import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { changeAt, timeAfter } from '#shared/insurer/changes/change.ts';
import { changeParts, noteBegin, readLastChange } from '#shared/insurer/changes/dynamo-change-parts.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { policyKey } from '#shared/insurer/registry/registry-keys.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, enrolmentKey } from '#shared/platform/tables/portal-keys.ts';

type Tables = { readonly portal: string; readonly registry: string };

/** A policy to enrol, and the beginning of its enrolment: after the policy's last change. */
export type Beginning = { readonly policy: RegistryPolicy; readonly since: Date };

/** Finds the beginning of each enrolment. */
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
 * The parts that enrol policies, all or none (R8.3); four for each: the enrolment, which must be new; the check that the
 * registry's row is unchanged (R2.10); the time of the policy's last change; the change to publish.
 */
export function enrolmentParts(
  tables: Tables,
  accountId: string,
  beginnings: readonly Beginning[],
): TransactWriteItem[] {
  return beginnings.flatMap(({ policy, since }, at) => {
    const { policyNumber, product, state, paymentMethod, holder } = policy;
    // The customer consents by pressing the button of the confirmation page (R2.10).
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

/**
 * The part that records enrolled policies in the account, so that cancelling finds the enrolments without a scan. It fails if the
 * account is not active: cancelling closes the account before it ends the enrolments, so none can begin in between (R11.1). A
 * number stays after its enrolment ends; extra numbers do no harm.
 */
export const rememberEnrolled = (
  portalTable: string,
  accountId: string,
  policyNumbers: readonly [string, ...string[]],
): TransactWriteItem => ({
  Update: {
    TableName: portalTable,
    Key: toItem(accountKey(accountId)),
    UpdateExpression: 'ADD enrolled :policyNumbers',
    ConditionExpression: '#state = :active',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: toItem({ ':policyNumbers': new Set(policyNumbers), ':active': 'active' }),
  },
});
