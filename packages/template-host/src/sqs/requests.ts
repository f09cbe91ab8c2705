import * as v from 'valibot';
import { messageAttribute } from './message.ts';

const onQueue = { QueueUrl: v.string() };
const names = v.optional(v.array(v.string()));

const content = {
  MessageBody: v.string(),
  DelaySeconds: v.optional(v.number()),
  MessageAttributes: v.optional(v.record(v.string(), messageAttribute)),
  MessageSystemAttributes: v.optional(v.record(v.string(), messageAttribute)),
};
export const contentSchema = v.object(content);
export type Content = v.InferOutput<typeof contentSchema>;

const entry = { Id: v.string() };
const receipt = { ReceiptHandle: v.string() };

/** The members of every request that is played here (SQS API reference, AWS JSON protocol). */
export const requests = {
  sendMessage: v.object({ ...onQueue, ...content }),
  sendMessageBatch: v.object({ ...onQueue, Entries: v.array(v.object({ ...entry, ...content })) }),
  receiveMessage: v.object({
    ...onQueue,
    MaxNumberOfMessages: v.optional(v.number()),
    VisibilityTimeout: v.optional(v.number()),
    WaitTimeSeconds: v.optional(v.number()),
    AttributeNames: names,
    MessageSystemAttributeNames: names,
    MessageAttributeNames: names,
  }),
  deleteMessage: v.object({ ...onQueue, ...receipt }),
  deleteMessageBatch: v.object({ ...onQueue, Entries: v.array(v.object({ ...entry, ...receipt })) }),
  changeMessageVisibility: v.object({ ...onQueue, ...receipt, VisibilityTimeout: v.number() }),
  changeMessageVisibilityBatch: v.object({
    ...onQueue,
    Entries: v.array(v.object({ ...entry, ...receipt, VisibilityTimeout: v.optional(v.number()) })),
  }),
  queue: v.object(onQueue),
  getQueueAttributes: v.object({ ...onQueue, AttributeNames: names }),
  getQueueUrl: v.object({ QueueName: v.string() }),
  listQueues: v.object({
    QueueNamePrefix: v.optional(v.string()),
    MaxResults: v.optional(v.number()),
    NextToken: v.optional(v.string()),
  }),
  startMessageMoveTask: v.object({
    SourceArn: v.string(),
    DestinationArn: v.optional(v.string()),
    MaxNumberOfMessagesPerSecond: v.optional(v.number()),
  }),
  listMessageMoveTasks: v.object({ SourceArn: v.string(), MaxResults: v.optional(v.number()) }),
  cancelMessageMoveTask: v.object({ TaskHandle: v.string() }),
};
