import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { rememberEnrolled } from '#shared/customers/registration/dynamo-enrolment-parts.ts';
import { type Change, changeAt } from '#shared/insurer/changes/change.ts';
import { changeParts } from '#shared/insurer/changes/dynamo-change-parts.ts';
import { noteBegin, noteEnd } from '#shared/insurer/changes/dynamo-last-change.ts';
import { getItem, toItem, transact } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, enrolmentKey, personKey } from '#shared/platform/tables/portal-keys.ts';
import { asRead } from '#shared/policies/dynamo-enrolment-parts.ts';
import { type Enrolment, enrolmentSchema } from '#shared/policies/enrolment.ts';
import { switchKey } from '#shared/policies/payment-switch.ts';
import { lastEnrolments } from './last-enrolments.ts';

type Needs = { readonly dynamo: DynamoDBClient; readonly table: string };
export type Reapplied = { enrolled: number; ended: number; withoutAccount: number };

const claimSchema = v.object({ accountId: v.optional(v.string()) });
const accountSchema = v.object({ state: v.string() });

/** The live account of a person as the restored table knows it. */
async function accountOf({ dynamo, table }: Needs, customerId: string): Promise<string | undefined> {
  const accountId = (await getItem(dynamo, table, personKey(customerId), claimSchema))?.accountId;
  if (accountId === undefined) return undefined;
  const account = await getItem(dynamo, table, accountKey(accountId), accountSchema);
  return account?.state === 'active' ? accountId : undefined;
}

function enrolParts(table: string, enrolment: Enrolment): TransactWriteItem[] {
  const { policyNumber, requestedAt } = enrolment;
  const requested = requestedAt === undefined ? [] : [{ policyNumber, requestedAt }];
  return [
    { Put: { TableName: table, Item: toItem({ ...enrolmentKey(policyNumber), ...enrolment }) } },
    // Fails where the portal, which may be at work on this table, has done something to the policy since.
    noteBegin(table, policyNumber, new Date(enrolment.since)),
    rememberEnrolled(table, enrolment.accountId, [policyNumber]),
    ...requested.map((one) => ({ Put: { TableName: table, Item: toItem({ ...switchKey(one), ...one }) } })),
  ];
}

/**
 * The insurer believes in electronic post of an account that is lost: it is told, and sends paper. Dated right after what it
 * was told last, so that a repetition tells the same.
 */
function endParts(table: string, { policyNumber, customerId, since }: Omit<Enrolment, 'accountId'>) {
  const at = new Date(Date.parse(since) + 1);
  const reason = 'registration-cancelled';
  return [
    ...changeParts(table, [changeAt(at, { type: 'eposta-ended', policyNumber, customerId, reason })]),
    noteBegin(table, policyNumber, at),
  ];
}

/**
 * Brings the enrolments of a restored table to where the changes since then left them; it tells the insurer nothing twice.
 * Enrolments of accounts that are lost with the table end, which the insurer is told. It can be repeated, also while the portal
 * works on the table: what happened there after a change stays.
 */
export async function reapplyEnrolments(needs: Needs, changes: readonly Change[]): Promise<Reapplied> {
  const { dynamo, table } = needs;
  const outcome: Reapplied = { enrolled: 0, ended: 0, withoutAccount: 0 };
  for (const [policyNumber, last] of lastEnrolments(changes)) {
    const standing = await getItem(dynamo, table, enrolmentKey(policyNumber), enrolmentSchema);
    if ('endedAt' in last) {
      if (!standing || standing.since > last.endedAt) continue;
      const { done } = await transact(dynamo, [
        { Delete: { TableName: table, Key: toItem(enrolmentKey(policyNumber)), ...asRead(standing) } },
        noteEnd(table, policyNumber, new Date(last.endedAt)),
      ]);
      if (done) outcome.ended++;
      continue;
    }
    const accountId = await accountOf(needs, last.enrolment.customerId);
    const isStanding = standing?.since === last.enrolment.since;
    if (accountId === undefined) {
      // An enrolment that stands belongs to a closed account, whose erasing ends it.
      if (!isStanding && (await transact(dynamo, endParts(table, last.enrolment))).done) outcome.withoutAccount++;
    } else if (!isStanding || standing.accountId !== accountId) {
      if ((await transact(dynamo, enrolParts(table, { ...last.enrolment, accountId }))).done) outcome.enrolled++;
    }
  }
  return outcome;
}
