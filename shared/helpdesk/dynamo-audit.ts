import { randomBytes } from 'node:crypto';
import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { toItem, transact } from '#shared/platform/tables/dynamo-table.ts';
import type { Act, Audit } from './act.ts';
import { agentAuditKey, auditKey, identificationKey } from './helpdesk-keys.ts';

/** The parts that keep an act: found by the person it was done for, and by who did it. Nobody overwrites one. */
export function auditParts(table: string, { at, whom, ...act }: Act): TransactWriteItem[] {
  const entry = `${at.toISOString()}#${randomBytes(6).toString('hex')}`;
  const keys = [...(whom === undefined ? [] : [auditKey(whom, entry)]), agentAuditKey(act.agent, entry)];
  return keys.map((key) => ({
    Put: {
      TableName: table,
      Item: toItem({ ...key, ...act, ...(whom === undefined ? {} : { whom }), at: at.toISOString() }),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  }));
}

/**
 * Does something for an identified caller: all of it together with its audit entry, and only while the identification
 * lives. The positions of the parts whose condition failed; none when it is done. Throws `identification-required`.
 */
export async function transactAct(
  client: DynamoDBClient,
  table: string,
  act: Act,
  parts: readonly TransactWriteItem[] = [],
): Promise<readonly number[]> {
  const isLive: TransactWriteItem = {
    ConditionCheck: {
      TableName: table,
      Key: toItem(identificationKey(act.identificationId ?? '')),
      ConditionExpression: '#agent = :agent AND expiresAt > :now',
      ExpressionAttributeNames: { '#agent': 'agent' },
      ExpressionAttributeValues: toItem({ ':agent': act.agent, ':now': Math.floor(act.at.getTime() / 1000) }),
    },
  };
  const outcome = await transact(client, [isLive, ...parts, ...auditParts(table, act)]);
  if (outcome.done) return [];
  if (outcome.failed.includes(0)) throw new DomainError('identification-required');
  return outcome.failed.map((position) => position - 1);
}

/** Audit entries of acts that change nothing else and need no identification. */
export const dynamoAudit = (client: DynamoDBClient, table: string): Audit => ({
  async note(act) {
    await transact(client, auditParts(table, act));
  },
});
