import { AwsError } from '#host/aws/service.ts';
import type { Queue } from './queue.ts';
import { largestMessageBytes } from './send.ts';

/** The attributes that a GetQueueAttributes request names, as strings. Throws InvalidAttributeName for an unknown one. */
export function queueAttributes(queue: Queue, names: readonly string[]): Record<string, string> {
  const { settings } = queue;
  const depth = queue.depth();
  const created = String(Math.floor(queue.createdAt / 1000));
  const all: Record<string, string | undefined> = {
    QueueArn: settings.arn,
    ApproximateNumberOfMessages: String(depth.visible),
    ApproximateNumberOfMessagesNotVisible: String(depth.inFlight),
    ApproximateNumberOfMessagesDelayed: String(depth.delayed),
    CreatedTimestamp: created,
    LastModifiedTimestamp: created,
    VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
    MaximumMessageSize: String(largestMessageBytes),
    MessageRetentionPeriod: String(settings.retentionSeconds),
    DelaySeconds: String(settings.delaySeconds),
    ReceiveMessageWaitTimeSeconds: String(settings.receiveWaitSeconds ?? 0),
    SqsManagedSseEnabled: 'true',
    Policy: undefined,
    KmsMasterKeyId: undefined,
    KmsDataKeyReusePeriodSeconds: undefined,
    RedriveAllowPolicy: undefined,
    RedrivePolicy: settings.redrive && redrivePolicy(settings.redrive),
  };
  const wanted = names.includes('All') ? Object.keys(all) : names;
  return Object.fromEntries(
    wanted.flatMap((name): [string, string][] => {
      if (!Object.hasOwn(all, name)) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
      const value = all[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

const redrivePolicy = (redrive: { readonly deadLetterArn: string; readonly maxReceiveCount: number }) =>
  JSON.stringify({ deadLetterTargetArn: redrive.deadLetterArn, maxReceiveCount: redrive.maxReceiveCount });
