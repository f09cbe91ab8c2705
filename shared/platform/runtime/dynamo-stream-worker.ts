import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as v from 'valibot';
import { describeError, log } from './log.ts';

const values = v.record(v.string(), v.record(v.string(), v.unknown()));
/** An item in DynamoDB's JSON; unmarshall checks the kinds of its values. */
const image = v.custom<Parameters<typeof unmarshall>[0]>((value) => v.is(values, value), 'not an item');
const eventSchema = v.object({
  Records: v.array(
    v.object({
      eventID: v.string(),
      eventName: v.picklist(['INSERT', 'MODIFY', 'REMOVE']),
      dynamodb: v.object({
        ApproximateCreationDateTime: v.number(),
        SequenceNumber: v.string(),
        OldImage: v.optional(image),
        NewImage: v.optional(image),
      }),
      userIdentity: v.optional(v.object({ type: v.string(), principalId: v.string() })),
    }),
  ),
});

/** A write of an item of a table. */
export type ItemChange = {
  /** The same however often the change is received. */
  readonly id: string;
  readonly kind: 'INSERT' | 'MODIFY' | 'REMOVE';
  /** Rounded to the second. */
  readonly at: Date;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  /** Whether DynamoDB deleted the item itself, because its time was over ("TTL and DynamoDB Streams"). */
  readonly isExpiry: boolean;
};

type Received = v.InferOutput<typeof eventSchema>['Records'][number];

const changeOf = ({ eventID, eventName, dynamodb, userIdentity }: Received): ItemChange => ({
  ...{ id: eventID, kind: eventName, at: new Date(dynamodb.ApproximateCreationDateTime * 1000) },
  ...(dynamodb.OldImage ? { before: unmarshall(dynamodb.OldImage) } : {}),
  ...(dynamodb.NewImage ? { after: unmarshall(dynamodb.NewImage) } : {}),
  isExpiry: userIdentity?.type === 'Service' && userIdentity.principalId === 'dynamodb.amazonaws.com',
});

/**
 * The Lambda handler of a function that reads a table's stream. It handles the changes one by one, with a log line each; the first
 * that fails is received again with all behind it, so that none is left out.
 */
export const streamWorker =
  (operation: string, process: (change: ItemChange) => Promise<string>) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const { Records: records } = v.parse(eventSchema, event);
    for (const record of records) {
      const startedAt = performance.now();
      const durationMs = () => Math.round(performance.now() - startedAt);
      try {
        log.info('message', { operation, outcome: await process(changeOf(record)), durationMs: durationMs() });
      } catch (error) {
        log.error('message', { operation, outcome: 'failed', durationMs: durationMs(), ...describeError(error) });
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb.SequenceNumber }] };
      }
    }
    return { batchItemFailures: [] };
  };
