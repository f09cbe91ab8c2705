import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Change } from '#shared/insurer/changes/change.ts';
import { changeParts } from '#shared/insurer/changes/dynamo-change-parts.ts';
import { noteEnd } from '#shared/insurer/changes/dynamo-last-change.ts';
import type { RowConsequences } from '#shared/insurer/registry/dynamo-registry-writer.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { noticePart } from '#shared/messages/notices/dynamo-notice-parts.ts';
import type { Notice } from '#shared/messages/notices/notice.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import { asRead } from './dynamo-enrolment-parts.ts';
import { dynamoEnrolmentReader } from './dynamo-enrolment-reader.ts';
import { endingChange } from './ending.ts';
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
    case 'ended': {
      const change = endingChange(enrolment, verdict.reason, now);
      // The old holder needs no mail about a new holder, but one about the cheque, which ends electronic post.
      const notices = verdict.reason === 'postal-cheque' ? [noticeOf(enrolment, change)] : [];
      return [
        { Delete: on },
        ...changeParts(portalTable, [change]),
        noteEnd(portalTable, row.policyNumber, new Date(change.at)),
        ...notices.map((notice) => noticePart(portalTable, notice)),
      ];
    }
  }
}

/** The mail about the change. It has the change's id, so that writing both again changes nothing. */
const noticeOf = ({ accountId, policyNumber }: Enrolment, { changeId, at }: Change): Notice => ({
  noticeId: changeId,
  kind: 'ended-by-postal-cheque',
  accountId,
  policyNumber,
  at,
});

/** What the import writes with each changed policy, by the current enrolments. */
export const enrolmentConsequences = (
  client: DynamoDBClient,
  portalTable: string,
  now: () => Date,
): RowConsequences => {
  const enrolments = dynamoEnrolmentReader(client, portalTable);
  const enrolmentsOf = (policies: readonly RegistryPolicy[]) =>
    enrolments.findAll(policies.map(({ policyNumber }) => policyNumber));
  return {
    async of(policies) {
      const current = await enrolmentsOf(policies);
      const at = now();
      return new Map(
        policies.map((policy) => [
          policy.policyNumber,
          registryChangeParts(portalTable, current.get(policy.policyNumber), policy, at),
        ]),
      );
    },
    async ofFirst(policies) {
      const current = await enrolmentsOf(policies);
      const at = now();
      return new Map(
        policies.flatMap((policy) => {
          const enrolment = current.get(policy.policyNumber);
          if (!enrolment || judgeRegistryRow(enrolment, policy).kind === 'nothing') return [];
          return [[policy.policyNumber, registryChangeParts(portalTable, enrolment, policy, at)]];
        }),
      );
    },
  };
};
