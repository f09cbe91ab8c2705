import * as v from 'valibot';
import { type AwsRequest, type Intent, localAccount, localRegion } from '#host/aws/service.ts';
import { json } from './errors.ts';
import type { Queue } from './queue.ts';

const named = v.object({
  QueueUrl: v.optional(v.string()),
  QueueName: v.optional(v.string()),
  SourceArn: v.optional(v.string()),
  DestinationArn: v.optional(v.string()),
  TaskHandle: v.optional(v.string()),
});

/** The name of a queue from whatever URL a client knows it by. */
export const queueNameOf = (url: string): string => url.split('/').filter(Boolean).at(-1) ?? '';

const arnOf = (name: string) => `arn:aws:sqs:${localRegion}:${localAccount}:${name}`;

/** What IAM asks for a redrive besides the action itself (SQS developer guide, "Queue permissions for redrive"). */
const redriveNeeds = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** The permissions an SQS request needs: a batch asks for the single action; a listing for `*`. */
export function sqsIntents(request: AwsRequest, operation: string, queues: ReadonlyMap<string, Queue>): Intent[] {
  const action = `sqs:${operation.replace(/Batch$/, '')}`;
  const body = json.read(request, named);
  if (operation === 'ListQueues') return [{ action, resource: '*' }];
  if (!operation.includes('MoveTask')) {
    return [{ action, resource: arnOf(body.QueueName ?? queueNameOf(body.QueueUrl ?? '')) }];
  }
  const source = body.SourceArn ?? sourceOfTask(body.TaskHandle ?? '');
  const onSource = [action, ...redriveNeeds].map((needed) => ({ action: needed, resource: source }));
  if (operation !== 'StartMessageMoveTask') return onSource;
  const destinations = body.DestinationArn === undefined ? sourcesOf(source, queues) : [body.DestinationArn];
  return [...onSource, ...destinations.map((resource) => ({ action: 'sqs:SendMessage', resource }))];
}

const sourcesOf = (deadLetterArn: string, queues: ReadonlyMap<string, Queue>) =>
  [...queues.values()]
    .map(({ settings }) => settings)
    .filter(({ redrive }) => redrive?.deadLetterArn === deadLetterArn)
    .map(({ arn }) => arn);

function sourceOfTask(handle: string): string {
  try {
    return v.parse(v.object({ sourceArn: v.string() }), JSON.parse(Buffer.from(handle, 'base64').toString())).sourceArn;
  } catch {
    // Not a handle of ours: the request itself answers that there is no such task.
    return '*';
  }
}
