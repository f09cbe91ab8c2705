import type { Sqs } from '../sqs/sqs.ts';
import type { Datapoint } from './metrics.ts';

/** What SQS measures of every queue, now. */
export const queueMetrics = (sqs: Pick<Sqs, 'measure'>, now: number): Datapoint[] =>
  sqs.measure().flatMap(({ name, visible, oldestAt }) =>
    Object.entries({
      ApproximateNumberOfMessagesVisible: visible,
      // In seconds; 0 for an empty queue.
      ApproximateAgeOfOldestMessage: oldestAt === undefined ? 0 : Math.max(0, Math.round((now - oldestAt) / 1000)),
    }).map(([metric, value]) => ({
      namespace: 'AWS/SQS',
      metric,
      dimensions: { QueueName: name },
      at: now,
      value,
    })),
  );
