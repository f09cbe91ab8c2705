import { randomBytes } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { firstChangeIdAt } from '#shared/insurer/changes/change.ts';
import { noticePart } from '#shared/messages/notices/dynamo-notice-parts.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import {
  type AccountCondition,
  type AccountUpdate,
  changeActiveAccount,
  inSession,
} from '#shared/platform/tables/dynamo-active-account.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { expiresAt, isExpired } from '#shared/platform/tables/expiry.ts';
import { accountKey, keepingLinkKey } from '#shared/platform/tables/portal-keys.ts';
import type { AuditParts } from '#shared/sign-in/passkeys/dynamo-passkeys.ts';
import { endsAfter, heldSecondStep, type SecondStep, secondStepSchema } from './second-step.ts';
import type { SecondSteps } from './second-steps.ts';

const accountPart = v.object({ customerId: v.string(), secondStep: v.optional(secondStepSchema) });
const linkSchema = v.object({ accountId: v.string(), expiresAt: v.number() });

/** Of two recoveries at once, or a recovery and the customer, one writes first, and the other reads again. */
const mostTries = 5;

/** The condition that the choice is what was read. */
function unchanged(present: SecondStep | undefined): AccountCondition {
  if (!present) return { condition: 'attribute_not_exists(secondStep)', values: {} };
  const { since, endsAt } = present;
  const isSame = 'secondStep.since = :since AND';
  return endsAt === undefined
    ? { condition: `${isSame} attribute_not_exists(secondStep.endsAt)`, values: { ':since': since } }
    : { condition: `${isSame} secondStep.endsAt = :endsAt`, values: { ':since': since, ':endsAt': endsAt } };
}

/** From what was read to what is to be; it fails if the choice has changed since. */
function changeOf(present: SecondStep | undefined, next: SecondStep | undefined): AccountUpdate {
  const { condition, values } = unchanged(present);
  return next
    ? { update: 'SET secondStep = :next', condition, values: { ...values, ':next': next } }
    : { update: 'REMOVE secondStep', condition, values };
}

/** Second steps in the accounts of the portal's table. `audit`: only who turns them on, off or keeps them needs it. */
export const dynamoSecondSteps = (client: DynamoDBClient, table: string, audit: AuditParts = () => []): SecondSteps => {
  const read = (accountId: string) => getItem(client, table, accountKey(accountId), accountPart);

  return {
    async choose({ caller, customerId, kind, present }, isOn, at) {
      const held = heldSecondStep(present, at);
      const isSame = isOn ? held !== undefined && held.endsAt === undefined : held === undefined;
      if (isSame) return;
      const what = isOn ? (held ? 'second-step-kept' : 'second-step-on') : 'second-step-off';
      const time = at.toISOString();
      const change = changeOf(present, isOn ? { since: held?.since ?? time } : undefined);
      const noticeId = `${firstChangeIdAt(time)}-${randomBytes(8).toString('hex')}`;
      const outcome = await transact(client, {
        account: changeActiveAccount(table, caller.accountId, inSession(caller, change)),
        notice: noticePart(table, { noticeId, kind: what, accountId: caller.accountId, at: time, ...kind }),
        audit: audit({ at, customerId, what }),
      });
      if (!outcome.done) throw new DomainError('busy', {}, { retryAfterSeconds: 1, because: 'account-changes' });
    },

    async beginEnd(accountId, link, at) {
      for (let tries = 1; tries <= mostTries; tries++) {
        const present = (await read(accountId))?.secondStep;
        const held = heldSecondStep(present, at);
        if (!held) return undefined;
        const endsAt = held.endsAt ?? new Date(at.getTime() + endsAfter).toISOString();
        const outcome = await transact(client, {
          account: changeActiveAccount(table, accountId, changeOf(present, { ...held, endsAt })),
          link: {
            Put: {
              TableName: table,
              Item: toItem({ ...keepingLinkKey(link), accountId, expiresAt: expiresAt(new Date(endsAt)) }),
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        });
        if (outcome.done) return endsAt;
        // The recovery's message came again: it has begun the end before, and the customer may have kept it since.
        if (outcome.failed.has('link')) return heldSecondStep((await read(accountId))?.secondStep, at)?.endsAt;
      }
      // It holds on, which is the safe side; so it does for an account that is not active any more, which signs nobody in.
      return undefined;
    },

    async keep(link, at) {
      const kept = await getItem(client, table, keepingLinkKey(link), linkSchema);
      if (!kept || isExpired(kept, at)) return false;
      const { accountId } = kept;
      for (let tries = 1; tries <= mostTries; tries++) {
        const account = await read(accountId);
        const held = heldSecondStep(account?.secondStep, at);
        if (!account || !held) return false;
        if (held.endsAt === undefined) return true;
        const { done } = await transact(client, {
          account: changeActiveAccount(table, accountId, changeOf(held, { since: held.since })),
          audit: audit({ at, customerId: account.customerId, what: 'second-step-kept' }),
        });
        if (done) return true;
      }
      return false;
    },
  };
};
