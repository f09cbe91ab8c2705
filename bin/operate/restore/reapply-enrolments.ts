import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { rememberEnrolled } from '#shared/customers/registration/dynamo-enrolment-parts.ts';
import { type Change, changeAt } from '#shared/insurer/changes/change.ts';
import { changeParts, noteBegin, noteEnd } from '#shared/insurer/changes/dynamo-change-parts.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { accountKey, enrolmentKey, personKey } from '#shared/platform/tables/portal-keys.ts';
import { asRead } from '#shared/policies/dynamo-enrolment-parts.ts';
import { type Enrolment, enrolmentSchema } from '#shared/policies/enrolment.ts';
import { switchKey } from '#shared/policies/payment-switch.ts';
import { lastEnrolments } from './change-log.ts';

type Needs = { readonly dynamo: DynamoDBClient; readonly table: string };
export type Reapplied = { enrolled: number; ended: number; withoutAccount: number };

const claimSchema = v.object({ accountId: v.optional(v.string()) });
const accountSchema = v.object({ state: v.string() });

/** The active account of a person in the restored table. */
async function accountOf({ dynamo, table }: Needs, customerId: string): Promise<string | undefined> {
  const accountId = (await getItem(dynamo, table, personKey(customerId), claimSchema))?.accountId;
  if (accountId === undefined) return undefined;
  const account = await getItem(dynamo, table, accountKey(accountId), accountSchema);
  return account?.state === 'active' ? accountId : undefined;
}

function enrolParts(table: string, enrolment: Enrolment) {
  const { policyNumber, requestedAt } = enrolment;
  const requested = requestedAt === undefined ? [] : [{ policyNumber, requestedAt }];
  return {
    enrolment: { Put: { TableName: table, Item: toItem({ ...enrolmentKey(policyNumber), ...enrolment }) } },
    // Fails if the portal, which may be working on this table, has changed the policy since.
    lastChange: noteBegin(table, policyNumber, new Date(enrolment.since)),
    account: rememberEnrolled(table, enrolment.accountId, [policyNumber]),
    requestedSwitch: requested.map((one) => ({
      Put: { TableName: table, Item: toItem({ ...switchKey(one), ...one }) },
    })),
  };
}

/**
 * The insurer still counts on electronic post of a lost account: this change makes it send paper. It is dated right after the
 * last published change, so that a repeated run writes the same one.
 */
function endParts(table: string, { policyNumber, customerId, since }: Omit<Enrolment, 'accountId'>) {
  const at = new Date(Date.parse(since) + 1);
  const reason = 'registration-cancelled';
  return {
    change: changeParts(table, [changeAt(at, { type: 'eposta-ended', policyNumber, customerId, reason })]),
    lastChange: noteBegin(table, policyNumber, at),
  };
}

/**
 * Brings the enrolments of a restored table to the state after the published changes; no change is published twice. Enrolments of
 * accounts that are lost with the table end, with a change for the insurer. May be repeated, also while the portal works on the
 * table: what happened there after a change stays.
 */
export async function reapplyEnrolments(needs: Needs, changes: readonly Change[]): Promise<Reapplied> {
  const { dynamo, table } = needs;
  const outcome: Reapplied = { enrolled: 0, ended: 0, withoutAccount: 0 };
  for (const [policyNumber, last] of lastEnrolments(changes)) {
    const current = await getItem(dynamo, table, enrolmentKey(policyNumber), enrolmentSchema);
    if ('endedAt' in last) {
      if (!current || current.since > last.endedAt) continue;
      const { done } = await transact(dynamo, {
        enrolment: { Delete: { TableName: table, Key: toItem(enrolmentKey(policyNumber)), ...asRead(current) } },
        lastChange: noteEnd(table, policyNumber, new Date(last.endedAt)),
      });
      if (done) outcome.ended++;
      continue;
    }
    const accountId = await accountOf(needs, last.enrolment.customerId);
    const isCurrent = current?.since === last.enrolment.since;
    if (accountId === undefined) {
      // A current enrolment belongs to a closed account, and erasing that account ends it.
      if (!isCurrent && (await transact(dynamo, endParts(table, last.enrolment))).done) outcome.withoutAccount++;
    } else if (!isCurrent || current.accountId !== accountId) {
      if ((await transact(dynamo, enrolParts(table, { ...last.enrolment, accountId }))).done) outcome.enrolled++;
    }
  }
  return outcome;
}
