import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { contactPair } from '#shared/customers/contacts/contact-pair.ts';
import { moveByName } from '#shared/customers/contacts/dynamo-contact-claims.ts';
import { correctionKey } from '#shared/helpdesk/corrections/dynamo-correction-parts.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';
import { tableItems } from '../table-items.ts';

const accountSchema = v.object({
  pk: v.pipe(v.string(), v.startsWith('ACCOUNT#')),
  email: v.string(),
  mobile: v.string(),
  contact: v.string(),
  customerId: v.string(),
});
const correctionSchema = v.object({ correctionId: v.string(), replaces: v.string() });

/** The parts that put one account's contact under the current secret, if nothing of it changes meanwhile. */
function rekeyParts(
  table: string,
  accountId: string,
  { from, to, customerId }: { readonly from: string; readonly to: string; readonly customerId: string },
  correction: v.InferOutput<typeof correctionSchema> | undefined,
  now: Date,
) {
  const waiting = { TableName: table, Key: toItem(correctionKey(accountId)) };
  return {
    account: {
      Update: {
        TableName: table,
        Key: toItem(accountKey(accountId)),
        UpdateExpression: 'SET contact = :to',
        ConditionExpression: 'contact = :from AND #state = :active',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: toItem({ ':to': to, ':from': from, ':active': 'active' }),
      },
    },
    ...moveByName(table, { accountId, customerId }, { from, to, otherContacts: [] }, now),
    // A waiting correction is valid only for the contact that it was made for.
    correction:
      correction?.replaces === from
        ? {
            Update: {
              ...waiting,
              UpdateExpression: 'SET replaces = :to',
              ConditionExpression: 'correctionId = :correctionId',
              ExpressionAttributeValues: toItem({ ':to': to, ':correctionId': correction.correctionId }),
            },
          }
        : {
            ConditionCheck: {
              ...waiting,
              ...(correction
                ? {
                    ConditionExpression: 'correctionId = :correctionId',
                    ExpressionAttributeValues: toItem({ ':correctionId': correction.correctionId }),
                  }
                : { ConditionExpression: 'attribute_not_exists(pk)' }),
            },
          },
  };
}

export type Rekeyed = { rekeyed: number; changedMeanwhile: number };

/**
 * Puts the contacts of all active accounts under the current secret, one account after the other, while customers use the portal.
 * The next run handles what changes meanwhile: repeat it until nothing is left.
 */
export async function rekeyContacts(
  client: DynamoDBClient,
  table: string,
  pseudonyms: Pseudonyms,
  now: Date,
): Promise<Rekeyed> {
  const outcome: Rekeyed = { rekeyed: 0, changedMeanwhile: 0 };
  const accounts = tableItems(client, {
    TableName: table,
    FilterExpression: 'sk = :account AND #state = :active AND NOT begins_with(contact, :current)',
    ProjectionExpression: 'pk, email, mobile, contact, customerId',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: toItem({
      ':account': 'ACCOUNT',
      ':active': 'active',
      ':current': `${pseudonyms.version}.`,
    }),
  });
  for await (const item of accounts) {
    const { pk, email, mobile, contact: from, customerId } = v.parse(accountSchema, item);
    const accountId = pk.slice('ACCOUNT#'.length);
    const { contact: to } = contactPair(pseudonyms, email, mobile);
    const correction = await getItem(client, table, correctionKey(accountId), correctionSchema);
    const { done } = await transact(client, rekeyParts(table, accountId, { from, to, customerId }, correction, now));
    outcome[done ? 'rekeyed' : 'changedMeanwhile']++;
  }
  return outcome;
}
