import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Change } from '#shared/insurer/changes/change.ts';
import { changeParts, noteEnd } from '#shared/insurer/changes/dynamo-change-parts.ts';
import type { RowConsequences } from '#shared/insurer/registry/dynamo-registry-writer.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { noticePart } from '#shared/messages/notices/dynamo-notice-parts.ts';
import type { Notice } from '#shared/messages/notices/notice.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import { asRead, forgetSwitch } from './dynamo-enrolment-parts.ts';
import { dynamoEnrolmentReader } from './dynamo-enrolment-reader.ts';
import { type Enrolment, endingChange, type KeptSwitch } from './enrolment.ts';
import { answersSwitch, judgeRegistryRow } from './registry-change.ts';

/** The parts that change an enrolment together with its policy's row. */
type RegistryChangeParts = {
  /** Fails if the enrolment is not as it was read: read it and try again. */
  readonly enrolment: TransactWriteItem;
  readonly changes: readonly TransactWriteItem[];
  readonly lastChange: readonly TransactWriteItem[];
  readonly notices: readonly TransactWriteItem[];
};

/**
 * The parts of the transaction that writes a changed policy's row together with its consequences for the enrolment, or nothing.
 * `enrolment` is the one that was read; undefined if there is none.
 */
export function registryChangeParts(
  portalTable: string,
  enrolment: Enrolment | undefined,
  row: RegistryPolicy,
  now: Date,
): RegistryChangeParts {
  const on = { TableName: portalTable, Key: toItem(enrolmentKey(row.policyNumber)), ...asRead(enrolment) };
  const only = (part: TransactWriteItem) => ({ enrolment: part, changes: [], lastChange: [], notices: [] });
  if (!enrolment) return only({ ConditionCheck: on });
  const verdict = judgeRegistryRow(enrolment, row);
  switch (verdict.kind) {
    case 'nothing':
      return only({ ConditionCheck: on });
    case 'confirmed':
      return only({ Update: { ...on, UpdateExpression: 'REMOVE requestedPaymentMethod, requestedAt' } });
    case 'ended': {
      const change = endingChange(enrolment, verdict.reason, now);
      // The old holder gets no mail about a new holder, but one about the cheque, which ends electronic post.
      const notices = verdict.reason === 'postal-cheque' ? [noticeOf(enrolment, change)] : [];
      return {
        enrolment: { Delete: on },
        changes: changeParts(portalTable, [change]),
        lastChange: [noteEnd(portalTable, row.policyNumber, new Date(change.at))],
        notices: notices.map((notice) => noticePart(portalTable, notice)),
      };
    }
  }
}

/** The mail about the change. It has the change's id, so writing both again changes nothing. */
const noticeOf = ({ accountId, policyNumber }: Enrolment, { changeId, at }: Change): Notice => ({
  noticeId: changeId,
  kind: 'ended-by-postal-cheque',
  accountId,
  policyNumber,
  at,
});

/** The parts that the import writes with each changed policy, by the current enrolments. */
export const enrolmentConsequences = (
  client: DynamoDBClient,
  portalTable: string,
  now: () => Date,
): RowConsequences => {
  const enrolments = dynamoEnrolmentReader(client, portalTable);
  const readAll = (policies: readonly RegistryPolicy[]) => {
    const numbers = policies.map(({ policyNumber }) => policyNumber);
    return Promise.all([enrolments.findAll(numbers), enrolments.keptSwitches(numbers)]);
  };
  const answered = (kept: KeptSwitch | undefined, policy: RegistryPolicy): TransactWriteItem[] =>
    kept && answersSwitch(kept, policy) ? [forgetSwitch(portalTable, policy.policyNumber)] : [];
  const partsOf = (
    enrolment: Enrolment | undefined,
    kept: KeptSwitch | undefined,
    policy: RegistryPolicy,
    at: Date,
  ): TransactWriteItem[] => [
    ...Object.values(registryChangeParts(portalTable, enrolment, policy, at)).flat(),
    ...answered(kept, policy),
  ];
  return {
    async of(policies) {
      const [current, kept] = await readAll(policies);
      const at = now();
      return new Map(
        policies.map((policy) => {
          const { policyNumber } = policy;
          return [policyNumber, partsOf(current.get(policyNumber), kept.get(policyNumber), policy, at)];
        }),
      );
    },
    async ofFirst(policies) {
      const [current, kept] = await readAll(policies);
      const at = now();
      return new Map(
        policies.flatMap((policy) => {
          const { policyNumber } = policy;
          const enrolment = current.get(policyNumber);
          const isJudged = enrolment && judgeRegistryRow(enrolment, policy).kind !== 'nothing';
          const parts = isJudged
            ? partsOf(enrolment, kept.get(policyNumber), policy, at)
            : answered(kept.get(policyNumber), policy);
          return parts.length > 0 ? [[policyNumber, parts] as const] : [];
        }),
      );
    },
  };
};
