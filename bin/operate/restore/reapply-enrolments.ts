import { type DynamoDBClient, type TransactWriteItem, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { rememberEnrolled } from '#shared/cancelling/dynamo-enrolled.ts';
import { type Change, changesAt } from '#shared/changes/change.ts';
import { changeParts } from '#shared/changes/dynamo-change-parts.ts';
import { type Enrolment, enrolmentSchema } from '#shared/policies/enrolment.ts';
import { switchKey } from '#shared/policies/payment-switch.ts';
import { judgeRegistryRow } from '#shared/policies/registry-change.ts';
import { dynamoRegistry } from '#shared/registry/dynamo-registry.ts';
import { getItem, toItem, transact } from '#shared/tables/dynamo-table.ts';
import { accountKey, enrolmentKey, personKey } from '#shared/tables/portal-keys.ts';
import { tableItems } from '../table-items.ts';
import { lastEnrolments } from './last-enrolments.ts';

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly table: string;
  readonly registryTable: string;
};
export type Reapplied = { enrolled: number; ended: number; withoutAccount: number; confirmed: number };

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
    rememberEnrolled(table, enrolment.accountId, [policyNumber]),
    ...requested.map((one) => ({ Put: { TableName: table, Item: toItem({ ...switchKey(one), ...one }) } })),
  ];
}

/**
 * The insurer believes in electronic post of an account that is lost: it is told, and sends paper. Dated right after what it
 * was told last, so that a repetition tells the same.
 */
const endParts = (table: string, { policyNumber, customerId, since }: Omit<Enrolment, 'accountId'>) =>
  changeParts(
    table,
    changesAt(new Date(Date.parse(since) + 1), [
      { type: 'eposta-ended', policyNumber, customerId, reason: 'registration-cancelled' },
    ]),
  );

/**
 * Brings the enrolments of a restored table to where the changes since then left them; it tells the insurer nothing twice.
 * Enrolments of accounts that are lost with the table end, which the insurer is told. It can be repeated.
 */
export async function reapplyEnrolments(needs: Needs, changes: readonly Change[]): Promise<Reapplied> {
  const { dynamo, table } = needs;
  const outcome: Reapplied = { enrolled: 0, ended: 0, withoutAccount: 0, confirmed: 0 };
  for (const [policyNumber, last] of lastEnrolments(changes)) {
    const standing = await getItem(dynamo, table, enrolmentKey(policyNumber), enrolmentSchema);
    if ('endedAt' in last) {
      if (!standing || standing.since > last.endedAt) continue;
      await transact(dynamo, [{ Delete: { TableName: table, Key: toItem(enrolmentKey(policyNumber)) } }]);
      outcome.ended++;
      continue;
    }
    const accountId = await accountOf(needs, last.enrolment.customerId);
    if (accountId === undefined) {
      await transact(dynamo, endParts(table, last.enrolment));
      outcome.withoutAccount++;
    } else if (standing?.since !== last.enrolment.since || standing.accountId !== accountId) {
      await transact(dynamo, enrolParts(table, { ...last.enrolment, accountId }));
      outcome.enrolled++;
    }
  }
  outcome.confirmed = await confirmSwitches(needs);
  return outcome;
}

/** Payment switches that the registry, which is not restored, has confirmed meanwhile (R8.2); how many. */
async function confirmSwitches({ dynamo, table, registryTable }: Needs): Promise<number> {
  const registry = dynamoRegistry(dynamo, registryTable);
  let confirmed = 0;
  const requested = tableItems(dynamo, {
    TableName: table,
    FilterExpression: 'sk = :enrolment AND attribute_exists(requestedPaymentMethod)',
    ExpressionAttributeValues: { ':enrolment': { S: 'ENROLMENT' } },
  });
  for await (const item of requested) {
    const enrolment = v.parse(enrolmentSchema, item);
    const row = await registry.findPolicy(enrolment.policyNumber);
    if (!row || judgeRegistryRow(enrolment, row).kind !== 'confirmed') continue;
    await dynamo.send(
      new UpdateItemCommand({
        TableName: table,
        Key: toItem(enrolmentKey(enrolment.policyNumber)),
        UpdateExpression: 'REMOVE requestedPaymentMethod, requestedAt',
        ConditionExpression: 'attribute_exists(pk)',
      }),
    );
    confirmed++;
  }
  return confirmed;
}
