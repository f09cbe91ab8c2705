import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { dynamoRegistry } from '#shared/insurer/registry/dynamo-registry.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { registryChangeParts } from '#shared/policies/dynamo-registry-change.ts';
import { enrolmentSchema } from '#shared/policies/enrolment.ts';
import { judgeRegistryRow } from '#shared/policies/registry-change.ts';
import { tableItems } from '../table-items.ts';

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly table: string;
  readonly registryTable: string;
  readonly now: Date;
};
export type JudgedEnrolments = { confirmed: number; ended: number };

const atOnce = 20;

/**
 * Judges every enrolment of a restored table by the registry, which is not restored. What an import did to the enrolment after
 * the backup is lost, and the next file does not judge an unchanged row again (R8.2, R9.2a). A policy without a row stays as it
 * is.
 */
export async function judgeEnrolments({ dynamo, table, registryTable, now }: Needs): Promise<JudgedEnrolments> {
  const registry = dynamoRegistry(dynamo, registryTable);
  const judged: JudgedEnrolments = { confirmed: 0, ended: 0 };

  async function judge(item: unknown) {
    const enrolment = v.parse(enrolmentSchema, item);
    const row = await registry.findPolicy(enrolment.policyNumber);
    const verdict = row && judgeRegistryRow(enrolment, row).kind;
    if (!row || verdict === undefined || verdict === 'nothing') return;
    const { done } = await transact(dynamo, registryChangeParts(table, enrolment, row, now));
    // Otherwise the portal, which may be working on this table, has changed it by the same registry.
    if (done) judged[verdict]++;
  }

  let batch: Promise<void>[] = [];
  const enrolments = tableItems(dynamo, {
    TableName: table,
    FilterExpression: 'sk = :enrolment',
    ExpressionAttributeValues: { ':enrolment': { S: 'ENROLMENT' } },
  });
  for await (const item of enrolments) {
    batch.push(judge(item));
    if (batch.length < atOnce) continue;
    await Promise.all(batch);
    batch = [];
  }
  await Promise.all(batch);
  return judged;
}
