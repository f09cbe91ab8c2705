import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { mostReceives, type WorkerName, workerQueues } from '#shared/platform/access.ts';
import { portalNameOf } from '../portal-part.ts';
import type { Stores } from '../stores.ts';

export type WorkQueueProps = {
  /** The function that works it off. */
  readonly worker: WorkerName;
  /** Where functions that send to it find it. */
  readonly stores: Stores;
  /** When what failed comes back: longer than its function runs, so that a running batch is never handed out twice. */
  readonly comesBackAfter: Duration;
};

/**
 * A queue, and where a message is parked that failed ten times: an operator sees it there and replays it
 * (`npm run operate -- parked`, `redrive`). Both are named after the function that works them off, as its log is.
 */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly parked: Queue;
  readonly comesBackAfter: Duration;

  constructor(scope: Construct, id: string, { worker, stores, comesBackAfter }: WorkQueueProps) {
    super(scope, id);
    this.comesBackAfter = comesBackAfter;
    const name = `${portalNameOf(this)}-${worker}`;
    const shared = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    };
    this.parked = new Queue(this, 'parked', { ...shared, queueName: `${name}-parked` });
    this.queue = new Queue(this, 'queue', {
      ...shared,
      queueName: name,
      visibilityTimeout: comesBackAfter,
      deadLetterQueue: { queue: this.parked, maxReceiveCount: mostReceives },
    });
    stores.addQueue(workerQueues[worker].store, workerQueues[worker].variable, this.queue);
  }
}
