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

/** The name of a queue, from any URL that a client may use for it. */
export const queueNameOf = (url: string): string => url.split('/').filter(Boolean).at(-1) ?? '';

const arnOf = (name: string) => `arn:aws:sqs:${localRegion}:${localAccount}:${name}`;

/** The actions that a redrive needs besides its own (SQS developer guide, "Queue permissions for redrive"). */
const redriveNeeds = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** The permissions that an SQS request needs: a batch needs the single action; a listing needs `*`. */
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
    // The handle is not ours; the request itself then answers that there is no such task.
    return '*';
  }
}
