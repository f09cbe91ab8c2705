import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { type ActTables, auditParts, identificationKey, transactAct } from '#shared/helpdesk/acting/dynamo-audit.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { isExpired } from '#shared/platform/tables/expiry.ts';
import type { Identifications } from './identification.ts';

const fields = v.object({
  birthDate: v.string(),
  name: v.string(),
  birthName: v.string(),
  birthPlace: v.string(),
  mothersName: v.string(),
});
/** Pseudonyms of identity data in their stored form. */
export const marksSchema = v.object({ lookup: v.string(), exact: fields, folded: fields });

const identificationSchema = v.object({
  identificationId: v.string(),
  agent: v.string(),
  customerId: v.string(),
  marks: v.array(marksSchema),
  expiresAt: v.number(),
});

/** Identifications in the portal's table. */
export const dynamoIdentifications = (client: DynamoDBClient, tables: ActTables): Identifications => ({
  async open(identification, act) {
    await transact(client, {
      identification: {
        Put: {
          TableName: tables.portal,
          Item: toItem({ ...identificationKey(identification.identificationId), ...identification }),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      audit: auditParts(tables.audit, act),
    });
  },

  async require(identificationId, agent, now) {
    const found = await getItem(client, tables.portal, identificationKey(identificationId), identificationSchema);
    if (!found || isExpired(found, now) || found.agent !== agent) throw new DomainError('identification-required');
    return found;
  },

  async note(act) {
    await transactAct(client, tables, act, {});
  },
});
