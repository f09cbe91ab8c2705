import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { changeParts } from '#shared/changes/dynamo-change-parts.ts';
import { fromItem, getItem, toItem, transact } from '#shared/tables/dynamo-table.ts';
import { accountKey, enrolmentKey } from '#shared/tables/portal-keys.ts';
import { asRead, enrolmentParts } from './dynamo-enrolment-parts.ts';
import { type Enrolment, enrolmentSchema } from './enrolment.ts';
import type { Enrolments } from './enrolments.ts';

type Tables = { readonly portal: string; readonly registry: string };
type Keys = Record<string, AttributeValue>[];

/** The most that one BatchGetItem takes. */
const keysAtOnce = 100;
const mostAttempts = 6;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Enrolments in the portal's table; the registry's table is only checked against. */
export const dynamoEnrolments = (client: DynamoDBClient, tables: Tables): Enrolments => {
  /** At most `keysAtOnce`; what the table leaves unanswered is asked for again. */
  async function readSome(policyNumbers: readonly string[]): Promise<Enrolment[]> {
    const found: Enrolment[] = [];
    let keys: Keys | undefined = policyNumbers.map((policyNumber) => toItem(enrolmentKey(policyNumber)));
    for (let attempt = 1; ; attempt++) {
      const answer: { Responses?: Record<string, Keys>; UnprocessedKeys?: Record<string, { Keys: Keys | undefined }> } =
        await client.send(
          new BatchGetItemCommand({ RequestItems: { [tables.portal]: { Keys: keys, ConsistentRead: true } } }),
        );
      found.push(...(answer.Responses?.[tables.portal] ?? []).map((item) => fromItem(enrolmentSchema, item)));
      keys = answer.UnprocessedKeys?.[tables.portal]?.Keys;
      if (!keys?.length) return found;
      if (attempt === mostAttempts) throw new Error('The table leaves enrolments unanswered');
      await pause(25 * 2 ** attempt);
    }
  }

  return {
    find: (policyNumber) => getItem(client, tables.portal, enrolmentKey(policyNumber), enrolmentSchema),

    async findAll(policyNumbers) {
      const batches: string[][] = [];
      for (let at = 0; at < policyNumbers.length; at += keysAtOnce)
        batches.push(policyNumbers.slice(at, at + keysAtOnce));
      const found = (await Promise.all(batches.map(readSome))).flat();
      return new Map(found.map((enrolment) => [enrolment.policyNumber, enrolment]));
    },

    async enrol(plan) {
      const outcome = await transact(client, [
        ...enrolmentParts(tables, plan),
        {
          // Cancelling closes the account, then ends what is listed there (R11.1): nothing may begin in between.
          Update: {
            TableName: tables.portal,
            Key: toItem(accountKey(plan.enrolment.accountId)),
            UpdateExpression: 'ADD #enrolled :policy',
            ConditionExpression: '#state = :active',
            ExpressionAttributeNames: { '#state': 'state', '#enrolled': 'enrolled' },
            ExpressionAttributeValues: { ':active': { S: 'active' }, ':policy': { SS: [plan.enrolment.policyNumber] } },
          },
        },
      ]);
      return outcome.done;
    },

    async end(enrolment, changes) {
      const outcome = await transact(client, [
        {
          Delete: {
            TableName: tables.portal,
            Key: toItem(enrolmentKey(enrolment.policyNumber)),
            ...asRead(enrolment),
          },
        },
        ...changeParts(tables.portal, changes),
      ]);
      return outcome.done;
    },
  };
};
