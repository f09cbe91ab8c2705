import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Access } from '../access.ts';
import { RunbookAlarm } from '../alarms/runbook-alarm.ts';
import type { Stores } from '../functions/stores.ts';
import { WatchedFunction } from '../functions/watched-function.ts';
import { systemOf } from '../watched-stack.ts';
import { type QueueNames, WorkQueue } from './work-queue.ts';

export type QueueWorkerProps<A extends Access> = {
  /** What it works off; or the names of a queue of its own, from which what failed comes back after six times its time. */
  readonly from: WorkQueue<A> | QueueNames<A>;
  /** What its code reads and calls; sending to its own queue is one of it where it hands messages on. */
  readonly uses: readonly A[];
  readonly timeout: Duration;
  readonly batchSize: number;
  readonly maxConcurrency: number;
  /** MB. */
  readonly memorySize?: number;
  /** How long the oldest message may wait before an operator is woken. */
  readonly lateAfter: Duration;
  readonly errorImpact: string;
  /** How urgent it is that it fails, or that its messages wait too long; a ticket where left out. Parked messages always page. */
  readonly severity?: 'ticket' | 'part';
  /** Its messages wait in the queue. */
  readonly isPaused?: boolean;
};

/**
 * A function that works off a queue. What fails comes back after the visibility time-out, and is parked after the queue's most receives.
 * It may send what it could not finish to its queue again, as a new message, as often as it takes.
 */
export class QueueWorker<A extends Access> extends Construct {
  readonly queue: Queue;
  readonly lambda: IFunction;
  /** Messages given up. */
  readonly parked: Metric;
  /** The age of the oldest message, in seconds. */
  readonly oldest: Metric;

  constructor(scope: Construct, id: string, stores: Stores<A>, props: QueueWorkerProps<NoInfer<A>>) {
    super(scope, id);
    const { uses, timeout, batchSize, maxConcurrency, memorySize, lateAfter, errorImpact } = props;
    // One bad message fails with each retry, and is parked in the end: that pages.
    const { severity = 'ticket', isPaused = false } = props;
    const comesBackAfter = Duration.seconds(timeout.toSeconds() * 6);
    const work =
      props.from instanceof WorkQueue
        ? props.from
        : new WorkQueue(this, 'work', { ...props.from, worker: id, stores, comesBackAfter });
    const { queue, parked } = work;
    this.queue = queue;
    const worker = new WatchedFunction(this, id, stores, {
      uses,
      timeout,
      errorImpact,
      worksOff: queue,
      ...(memorySize ? { memorySize } : {}),
      callsItself: true,
      severity,
      retriesEvery: work.comesBackAfter,
    });
    this.lambda = worker.lambda;
    worker.lambda.addEventSource(
      new SqsEventSource(queue, {
        ...{ batchSize, maxConcurrency, reportBatchItemFailures: true },
        ...(isPaused || systemOf(this).areWorkersPaused ? { enabled: false } : {}),
      }),
    );
    const reading = { period: Duration.minutes(5), statistic: 'Maximum' };
    this.parked = parked.metricApproximateNumberOfMessagesVisible(reading);
    this.oldest = queue.metricApproximateAgeOfOldestMessage(reading);
    new RunbookAlarm(this, 'parked-alarm', {
      heading: `${id}-parked`,
      severity: 'part',
      errorImpact: `${errorImpact} Messages wait to be replayed.`,
      logs: [id],
      queues: [`${id}-parked`],
      metric: this.parked,
      threshold: 1,
    });
    new RunbookAlarm(this, 'late-alarm', {
      heading: `${id}-late`,
      severity,
      errorImpact: `${errorImpact} Messages wait longer than they should.`,
      logs: [id],
      queues: [id],
      metric: this.oldest,
      threshold: lateAfter.toSeconds(),
    });
  }
}
