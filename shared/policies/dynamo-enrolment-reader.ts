import { setTimeout as pause } from 'node:timers/promises';
import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { fromItem, getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import type { Enrolments } from './enrolment.ts';
import { type Enrolment, enrolmentSchema } from './enrolment.ts';

type Keys = Record<string, AttributeValue>[];

/** The most that one BatchGetItem takes. */
const keysAtOnce = 100;
const mostAttempts = 6;

/** Reads enrolments of the portal's table, consistently. Throws when the table leaves keys unprocessed six times. */
export const dynamoEnrolmentReader = (client: DynamoDBClient, table: string): Pick<Enrolments, 'find' | 'findAll'> => {
  /** At most `keysAtOnce`; asks again for keys that the table leaves unprocessed. */
  async function readSome(policyNumbers: readonly string[]): Promise<Enrolment[]> {
    const found: Enrolment[] = [];
    let keys: Keys | undefined = policyNumbers.map((policyNumber) => toItem(enrolmentKey(policyNumber)));
    for (let attempt = 1; ; attempt++) {
      const answer: { Responses?: Record<string, Keys>; UnprocessedKeys?: Record<string, { Keys: Keys | undefined }> } =
        await client.send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } }));
      found.push(...(answer.Responses?.[table] ?? []).map((item) => fromItem(enrolmentSchema, item)));
      keys = answer.UnprocessedKeys?.[table]?.Keys;
      if (!keys?.length) return found;
      if (attempt === mostAttempts) throw new Error('The table leaves enrolments unanswered');
      await pause(25 * 2 ** attempt);
    }
  }

  return {
    find: (policyNumber) => getItem(client, table, enrolmentKey(policyNumber), enrolmentSchema),

    async findAll(policyNumbers) {
      const batches: string[][] = [];
      for (let at = 0; at < policyNumbers.length; at += keysAtOnce)
        batches.push(policyNumbers.slice(at, at + keysAtOnce));
      const found = (await Promise.all(batches.map(readSome))).flat();
      return new Map(found.map((enrolment) => [enrolment.policyNumber, enrolment]));
    },
  };
};
