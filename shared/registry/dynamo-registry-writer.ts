import { hash } from 'node:crypto';
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { normaliseIdentity, pseudonymise } from '#shared/identity/person-identity.ts';
import type { Pseudonym } from '#shared/secrets/pseudonym.ts';
import { fromItem, toItem } from '#shared/tables/dynamo-table.ts';
import type { RegistryWriter, RowOutcome, RowToWrite } from './import-rows.ts';
import { policyKey, registryPersonKey } from './registry-keys.ts';

/** Raised when items are written in another form, so that unchanged rows are written anew. */
const itemForm = '1';

const markSchema = v.object({ pk: v.string(), digest: v.string(), order: v.string() });
type Mark = v.InferOutput<typeof markSchema>;

/** An item to be: its content is made only when it has to be written. */
type Candidate = { readonly pk: string; readonly sk: string; readonly digest: string; readonly content: () => object };

const policyCandidate = ({ policyNumber, product, state, paymentMethod, customerId }: RowToWrite): Candidate => {
  const content = { policyNumber, product, state, paymentMethod, holder: customerId };
  const text = JSON.stringify([itemForm, ...Object.values(content)]);
  return { ...policyKey(policyNumber), digest: hash('sha256', text, 'base64url'), content: () => content };
};

function personCandidate({ customerId, identity }: RowToWrite, pseudonym: Pseudonym): Candidate {
  const person = normaliseIdentity(identity);
  return {
    ...registryPersonKey(customerId),
    // Of the normalised data: a new alias of a place rewrites whom it concerns. A pseudonym, since plain digests of names can be guessed.
    digest: pseudonym('person-digest', itemForm, customerId, ...Object.values(person)),
    content: () => ({ customerId, ...pseudonymise(person, pseudonym) }),
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Writes rows to the registry's table: what stands there unchanged is only read. `order` goes with each item; an item
 * of a later order stays (design: the later by LastModified, then key, wins row by row). The same order may write again: a repeated import.
 */
export const dynamoRegistryWriter = (client: DynamoDBClient, table: string, pseudonym: Pseudonym): RegistryWriter => {
  /** What stands under the keys now, by pk; at most 100 keys. */
  const readMarks = async (candidates: readonly Candidate[]): Promise<ReadonlyMap<string, Mark>> => {
    const marks = new Map<string, Mark>();
    let keys: Record<string, AttributeValue>[] | undefined = candidates.map(({ pk, sk }) => toItem({ pk, sk }));
    for (let attempt = 1; keys && keys.length > 0; attempt++) {
      const read: {
        Responses?: Record<string, Record<string, AttributeValue>[]>;
        UnprocessedKeys?: Record<string, { Keys: Record<string, AttributeValue>[] | undefined }>;
      } = await client.send(
        new BatchGetItemCommand({
          RequestItems: {
            [table]: {
              Keys: keys,
              ConsistentRead: true,
              ProjectionExpression: 'pk, digest, #order',
              ExpressionAttributeNames: { '#order': 'order' },
            },
          },
        }),
      );
      for (const item of read.Responses?.[table] ?? []) {
        const mark = fromItem(markSchema, item);
        marks.set(mark.pk, mark);
      }
      keys = read.UnprocessedKeys?.[table]?.Keys;
      if (keys) await pause(Math.min(1000, 25 * 2 ** attempt));
    }
    return marks;
  };

  const put = async (
    { pk, sk, digest, content }: Candidate,
    mark: Mark | undefined,
    order: string,
  ): Promise<RowOutcome> => {
    if (mark?.digest === digest) return 'unchanged';
    if (mark && mark.order > order) return 'superseded';
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: toItem({ pk, sk, ...content(), order, digest }),
          ConditionExpression: 'attribute_not_exists(pk) OR #order <= :order',
          ExpressionAttributeNames: { '#order': 'order' },
          ExpressionAttributeValues: toItem({ ':order': order }),
        }),
      );
      return 'written';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'superseded';
      throw error;
    }
  };

  return {
    // A policy and a person each: 100 keys, the most that one BatchGetItem takes.
    batchSize: 50,
    async write(rows, order) {
      const candidates = rows.map((row) => [
        policyCandidate(row),
        ...(row.withPerson ? [personCandidate(row, pseudonym)] : []),
      ]);
      const marks = await readMarks(candidates.flat());
      return Promise.all(
        candidates.map(async (items) => {
          const outcomes = await Promise.all(items.map((item) => put(item, marks.get(item.pk), order)));
          return (
            outcomes.find((one) => one === 'written') ?? outcomes.find((one) => one === 'superseded') ?? 'unchanged'
          );
        }),
      );
    },
  };
};
