import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Change } from '#shared/insurer/changes/change.ts';
import { changeParts, noteBegin, noteEnd } from '#shared/insurer/changes/dynamo-change-parts.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { policyKey } from '#shared/insurer/registry/registry-keys.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import type { Enrolment, EnrolmentPlan } from './enrolment.ts';
import { switchKey } from './payment-switch.ts';

/** The condition that the policy's enrolment is still the one that was read, or that there is still none. */
export const asRead = (enrolment: Enrolment | undefined) =>
  enrolment
    ? {
        ConditionExpression: '#accountId = :accountId AND #since = :since',
        ExpressionAttributeNames: { '#accountId': 'accountId', '#since': 'since' },
        ExpressionAttributeValues: toItem({ ':accountId': enrolment.accountId, ':since': enrolment.since }),
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

/** The check that the registry's row is as it was read, because an import may have written it in between. */
const rowAsRead = (registryTable: string, policy: RegistryPolicy): TransactWriteItem => ({
  ConditionCheck: {
    TableName: registryTable,
    Key: toItem(policyKey(policy.policyNumber)),
    ConditionExpression:
      '#holder = :holder AND #product = :product AND #state = :state AND #paymentMethod = :paymentMethod',
    ExpressionAttributeNames: {
      '#holder': 'holder',
      '#product': 'product',
      '#state': 'state',
      '#paymentMethod': 'paymentMethod',
    },
    ExpressionAttributeValues: toItem({
      ':holder': policy.holder,
      ':product': policy.product,
      ':state': policy.state,
      ':paymentMethod': policy.paymentMethod,
    }),
  },
});

/** A requested switch waits until the registry should have confirmed it (report-switches). */
const switchParts = (portalTable: string, { policyNumber, requestedAt }: Enrolment): TransactWriteItem[] => {
  if (requestedAt === undefined) return [];
  const requested = { policyNumber, requestedAt };
  return [{ Put: { TableName: portalTable, Item: toItem({ ...switchKey(requested), ...requested }) } }];
};

/** The parts that enrol one policy: the enrolment, its changes, the check of the registry's row (R8.3). */
export const enrolmentParts = (
  tables: { readonly portal: string; readonly registry: string },
  { enrolment, replaced, policy, changes }: EnrolmentPlan,
) => ({
  enrolment: {
    Put: {
      TableName: tables.portal,
      Item: toItem({ ...enrolmentKey(enrolment.policyNumber), ...enrolment }),
      ...asRead(replaced),
    },
  },
  lastChange: noteBegin(tables.portal, enrolment.policyNumber, new Date(enrolment.since)),
  changes: changeParts(tables.portal, changes),
  requestedSwitch: switchParts(tables.portal, enrolment),
  row: rowAsRead(tables.registry, policy),
});

/** The parts that end an enrolment and write its change (R8.3); `enrolment` fails if it is not the one that was read. */
export const endingParts = (portalTable: string, enrolment: Enrolment, change: Change) => ({
  enrolment: {
    Delete: {
      TableName: portalTable,
      Key: toItem(enrolmentKey(enrolment.policyNumber)),
      ...asRead(enrolment),
    },
  },
  changes: changeParts(portalTable, [change]),
  lastChange: noteEnd(portalTable, enrolment.policyNumber, new Date(change.at)),
});
