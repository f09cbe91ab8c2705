import { Duration, Stack } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Access, handOn, type WorkerName, workerQueues } from '#shared/platform/access.ts';
import { PortalFunction } from '../function.ts';
import { PortalAlarm } from '../operations/portal-alarm.ts';
import type { Stores } from '../stores.ts';

export type QueueWorkerProps = {
  readonly uses: readonly Access[];
  readonly timeout: Duration;
  readonly batchSize: number;
  readonly maxConcurrency: number;
  /** When what failed comes back; six times the function's time where left out. */
  readonly comesBackAfter?: Duration;
  /** MB. */
  readonly memorySize?: number;
  /** How long the oldest message may wait before an operator is woken. */
  readonly lateAfter: Duration;
  readonly errorImpact: string;
};

/**
 * A queue and the function that works it off. What fails comes back after the visibility time-out, ten times, and is
 * then parked where an operator sees it and replays it (`npm run operate -- redrive --queue <id>`). What meets a busy table comes
 * back as a new message, as often as it takes. Both queues are named after the function, as its log is.
 */
export class QueueWorker extends Construct {
  readonly queue: Queue;
  readonly lambda: IFunction;
  /** Messages given up. */
  readonly parked: Metric;
  /** The age of the oldest message, in seconds. */
  readonly oldest: Metric;

  constructor(scope: Construct, id: WorkerName, stores: Stores, props: QueueWorkerProps) {
    super(scope, id);
    const { uses, timeout, batchSize, maxConcurrency, memorySize, lateAfter, errorImpact } = props;
    const name = `${Stack.of(this).stackName}-${id}`;
    const shared = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    };
    const parked = new Queue(this, 'parked', { ...shared, queueName: `${name}-parked` });
    this.queue = new Queue(this, 'queue', {
      ...shared,
      queueName: name,
      // AWS asks for six times the function's time, so that a running batch is never handed out twice.
      visibilityTimeout: props.comesBackAfter ?? Duration.seconds(timeout.toSeconds() * 6),
      deadLetterQueue: { queue: parked, maxReceiveCount: 10 },
    });
    stores.addQueue(workerQueues[id].store, workerQueues[id].variable, this.queue);
    const worker = new PortalFunction(this, id, stores, {
      uses: [...uses, handOn(id)],
      timeout,
      errorImpact,
      ...(memorySize ? { memorySize } : {}),
      callsItself: true,
    });
    this.lambda = worker.lambda;
    worker.lambda.addEventSource(
      new SqsEventSource(this.queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    );
    const reading = { period: Duration.minutes(5), statistic: 'Maximum' };
    this.parked = parked.metricApproximateNumberOfMessagesVisible(reading);
    this.oldest = this.queue.metricApproximateAgeOfOldestMessage(reading);
    new PortalAlarm(this, 'parked-alarm', {
      heading: `${id}-parked`,
      errorImpact: `${errorImpact} Messages wait to be replayed.`,
      metric: this.parked,
      threshold: 1,
    });
    new PortalAlarm(this, 'late-alarm', {
      heading: `${id}-late`,
      errorImpact: `${errorImpact} Messages wait longer than they should.`,
      metric: this.oldest,
      threshold: lateAfter.toSeconds(),
    });
  }
}
