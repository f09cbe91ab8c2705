import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Access, StoreOf, VariableOf } from '../access.ts';
import type { Stores } from '../functions/stores.ts';
import { systemOf } from '../watched-stack.ts';

/** How functions that send to a queue find it, and when SQS gives a message up. */
export type QueueNames<A extends Access> = {
  readonly store: StoreOf<A>;
  /** The variable with its URL. */
  readonly variable: VariableOf<A>;
  /** After so many receives a message is parked. */
  readonly mostReceives: number;
};

export type WorkQueueProps<A extends Access> = QueueNames<A> & {
  /** The function that works it off. */
  readonly worker: string;
  /** Where functions that send to it find it. */
  readonly stores: Stores<A>;
  /** When what failed comes back: longer than its function runs, so that a running batch is never handed out twice. */
  readonly comesBackAfter: Duration;
};

/**
 * A queue, and where a message is parked that failed too often: an operator sees it there and replays it. Both are named after the
 * function that works them off, as its log is.
 */
export class WorkQueue<A extends Access> extends Construct {
  readonly queue: Queue;
  readonly parked: Queue;
  readonly comesBackAfter: Duration;

  constructor(scope: Construct, id: string, props: WorkQueueProps<A>) {
    super(scope, id);
    const { worker, stores, store, variable, mostReceives, comesBackAfter } = props;
    this.comesBackAfter = comesBackAfter;
    const name = `${systemOf(this).name}-${worker}`;
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
    stores.addQueue(store, variable, this.queue);
  }
}
