import { randomBytes } from 'node:crypto';
import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { type TransactionOutcome, transact } from '#shared/platform/tables/dynamo-transact.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import type { Key } from '#shared/platform/tables/portal-keys.ts';
import type { Act, Audit } from './act.ts';

/** The audit's own table, which functions can only put into, and how many years its entries are kept. */
export type AuditTable = { readonly name: string; readonly years: number };

/** Where acts are carried out and audited. */
export type ActTables = { readonly portal: string; readonly audit: AuditTable };

/** A caller whom an agent has identified; valid for a quarter of an hour. */
export const identificationKey = (identificationId: string): Key => ({
  pk: `IDENTIFICATION#${identificationId}`,
  sk: 'IDENTIFICATION',
});

/** An act for a person (a customerId, or a pseudonym if nobody was identified); entries sort by time. */
const auditKey = (whom: string, entry: string): Key => ({ pk: auditPartition(whom), sk: entry });
export const auditPartition = (whom: string) => `AUDIT#${whom}`;

/** The same entry, by the agent. */
const agentAuditKey = (agent: string, entry: string): Key => ({ pk: `AUDIT-AGENT#${agent}`, sk: entry });

function yearsLater(date: Date, years: number): Date {
  const later = new Date(date);
  later.setUTCFullYear(date.getUTCFullYear() + years);
  return later;
}

/** The parts that record an act twice: by the person and by the agent. No entry overwrites another. */
export function auditParts({ name, years }: AuditTable, { at, whom, ...act }: Act): TransactWriteItem[] {
  const entry = `${at.toISOString()}#${randomBytes(6).toString('hex')}`;
  const keys = [...(whom === undefined ? [] : [auditKey(whom, entry)]), agentAuditKey(act.agent, entry)];
  const times = { at: at.toISOString(), expiresAt: expiresAt(yearsLater(at, years)) };
  return keys.map((key) => ({
    Put: {
      TableName: name,
      Item: toItem({ ...key, ...act, ...(whom === undefined ? {} : { whom }), ...times }),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  }));
}

type Parts = TransactWriteItem | readonly TransactWriteItem[];

/**
 * Writes something for an identified caller and its audit entry in one transaction (R10.3), only while the identification is
 * valid (R10.2). Returns which of the caller's parts failed their condition.
 *
 * @throws DomainError `identification-required`
 */
export async function transactAct<Name extends string = never>(
  client: DynamoDBClient,
  { portal, audit }: ActTables,
  act: Act,
  parts: Readonly<Record<Name, Parts>>,
): Promise<TransactionOutcome<Name>> {
  const isIdentified: TransactWriteItem = {
    ConditionCheck: {
      TableName: portal,
      Key: toItem(identificationKey(act.identificationId ?? '')),
      ConditionExpression: '#agent = :agent AND expiresAt > :now',
      ExpressionAttributeNames: { '#agent': 'agent' },
      ExpressionAttributeValues: toItem({ ':agent': act.agent, ':now': Math.floor(act.at.getTime() / 1000) }),
    },
  };
  const whole: Record<string, Parts> = { ...parts, identification: isIdentified, audit: auditParts(audit, act) };
  const outcome = await transact(client, whole);
  if (outcome.done) return outcome;
  if (outcome.failed.has('identification')) throw new DomainError('identification-required');
  const failed = new Set<Name>();
  for (const name in parts) if (outcome.failed.has(name)) failed.add(name);
  return { done: false, failed };
}

/** The audit, for acts that change nothing else and need no identification. */
export const dynamoAudit = (client: DynamoDBClient, table: AuditTable): Audit => ({
  async note(act) {
    await transact(client, { audit: auditParts(table, act) });
  },
});
