import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Change } from '#shared/insurer/changes/change.ts';
import { changeParts, noteBegin, noteEnd } from '#shared/insurer/changes/dynamo-change-parts.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { policyKey } from '#shared/insurer/registry/registry-keys.ts';
import { noticePart } from '#shared/messages/notices/dynamo-notice-parts.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { enrolmentKey, keptSwitchKey } from '#shared/platform/tables/portal-keys.ts';
import { type Enrolment, type EnrolmentPlan, keptSwitchOf } from './enrolment.ts';
import { endedNotice, enrolledNotice } from './eposta-notices.ts';
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

/** The part that ends a switch which outlived its enrolment. It fails for nobody: there may be none. */
export const forgetSwitch = (portalTable: string, policyNumber: string): TransactWriteItem => ({
  Delete: { TableName: portalTable, Key: toItem(keptSwitchKey(policyNumber)) },
});

/** The switch that the enrolment awaits stays with the policy until the registry answers (R8.2a). */
function keepSwitch(portalTable: string, enrolment: Enrolment): TransactWriteItem[] {
  const kept = keptSwitchOf(enrolment);
  if (!kept) return [];
  return [{ Put: { TableName: portalTable, Item: toItem({ ...keptSwitchKey(kept.policyNumber), ...kept }) } }];
}

/** As read, and the registry has not confirmed its switch meanwhile. */
const asAwaited = (enrolment: Enrolment) => {
  const read = asRead(enrolment);
  if (enrolment.requestedAt === undefined) return read;
  return {
    ConditionExpression: `${read.ConditionExpression} AND #requestedAt = :requestedAt`,
    ExpressionAttributeNames: { ...read.ExpressionAttributeNames, '#requestedAt': 'requestedAt' },
    ExpressionAttributeValues: {
      ...read.ExpressionAttributeValues,
      ...toItem({ ':requestedAt': enrolment.requestedAt }),
    },
  };
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
  // This enrolment's request takes the place of an earlier one.
  keptSwitch: forgetSwitch(tables.portal, enrolment.policyNumber),
  notice: noticePart(tables.portal, enrolledNotice(enrolment, policy)),
  row: rowAsRead(tables.registry, policy),
});

/**
 * The parts that end an enrolment by its customer's wish (R8.2a) and write its change and the mail about it (R8.3); `enrolment` fails
 * if it is not the one that was read.
 */
export const endingParts = (portalTable: string, enrolment: Enrolment, change: Change) => ({
  enrolment: {
    Delete: {
      TableName: portalTable,
      Key: toItem(enrolmentKey(enrolment.policyNumber)),
      ...asAwaited(enrolment),
    },
  },
  keptSwitch: keepSwitch(portalTable, enrolment),
  notice: noticePart(portalTable, endedNotice(enrolment, change)),
  changes: changeParts(portalTable, [change]),
  lastChange: noteEnd(portalTable, enrolment.policyNumber, new Date(change.at)),
});
