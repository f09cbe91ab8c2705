import { localAccount, localRegion } from '#host/aws/service.ts';
import type { QueueSettings } from '#host/sqs/queue.ts';

/** A queue as the template would declare it: 30 s visibility, 4 days' retention, 3 receives before its dead-letter queue. */
export function aQueue(name: string, change: Partial<QueueSettings> & { deadLetter?: string } = {}): QueueSettings {
  const { deadLetter, ...settings } = change;
  const arn = (of: string) => `arn:aws:sqs:${localRegion}:${localAccount}:${of}`;
  return {
    name,
    arn: arn(name),
    url: `http://127.0.0.1:1/${localAccount}/${name}`,
    visibilityTimeoutSeconds: 30,
    retentionSeconds: 4 * 24 * 3600,
    delaySeconds: 0,
    ...(deadLetter === undefined ? {} : { redrive: { deadLetterArn: arn(deadLetter), maxReceiveCount: 3 } }),
    ...settings,
  };
}
