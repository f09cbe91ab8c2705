import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { changeParts } from '#shared/changes/dynamo-change-parts.ts';
import type { RegistryPolicy } from '#shared/registry/registry.ts';
import { toItem } from '#shared/tables/dynamo-table.ts';
import { enrolmentKey } from '#shared/tables/portal-keys.ts';
import { asRead } from './dynamo-enrolment-parts.ts';
import { endingChanges } from './ending.ts';
import type { Enrolment } from './enrolment.ts';
import { judgeRegistryRow } from './registry-change.ts';

/**
 * The parts that go into the transaction which writes a changed policy's row, so that the row and what it does to the
 * enrolment are written together or not at all. `enrolment` is what was read before, undefined for none; a failed condition
 * of the first part means that it has changed: read it and try again.
 */
export function registryChangeParts(
  portalTable: string,
  enrolment: Enrolment | undefined,
  row: RegistryPolicy,
  now: Date,
): TransactWriteItem[] {
  const on = { TableName: portalTable, Key: toItem(enrolmentKey(row.policyNumber)), ...asRead(enrolment) };
  if (!enrolment) return [{ ConditionCheck: on }];
  const verdict = judgeRegistryRow(enrolment, row);
  switch (verdict.kind) {
    case 'nothing':
      return [{ ConditionCheck: on }];
    case 'confirmed':
      return [{ Update: { ...on, UpdateExpression: 'REMOVE requestedPaymentMethod, requestedAt' } }];
    case 'ended':
      return [{ Delete: on }, ...changeParts(portalTable, endingChanges(enrolment, verdict.reason, now))];
  }
}
