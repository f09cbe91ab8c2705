import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Capability } from '../capabilities/capability.ts';
import { PortalFunction } from '../function.ts';
import { ParkedMessagesAlarm } from '../operations/parked-messages-alarm.ts';
import type { DocumentsBucket } from '../storage/documents-bucket.ts';

export type UploadWorkerProps = {
  readonly bucket: DocumentsBucket;
  /** Which of the insurer's files it works on: `documents/`. */
  readonly prefix: string;
  readonly capabilities: readonly Capability[];
  readonly timeout: Duration;
  readonly batchSize: number;
  readonly maxConcurrency: number;
  /** MB. */
  readonly memorySize?: number;
  readonly errorImpact: string;
};

/**
 * What the insurer uploads under a prefix, worked off by a function: S3 -> queue -> function; what fails comes back
 * after the visibility time-out, ten times, and is then parked where an operator sees it and replays it (R5.1).
 */
export class UploadWorker extends Construct {
  constructor(scope: Construct, id: string, props: UploadWorkerProps) {
    super(scope, id);
    const secured = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    const parked = new Queue(this, 'parked', { ...secured, retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'queue', {
      ...secured,
      // AWS asks for six times the function's time, so that a running batch is never handed out twice.
      visibilityTimeout: Duration.seconds(props.timeout.toSeconds() * 6),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: parked, maxReceiveCount: 10 },
    });
    queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        // The bucket's name is not known before the bucket, which needs this policy first: the account is.
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    props.bucket.announceUploads(props.prefix, queue);
    props.bucket.bucket.node.addDependency(queue);

    const worker = new PortalFunction(this, id, {
      capabilities: props.capabilities,
      timeout: props.timeout,
      errorImpact: props.errorImpact,
      ...(props.memorySize ? { memorySize: props.memorySize } : {}),
    });
    worker.lambda.addEventSource(
      new SqsEventSource(queue, {
        batchSize: props.batchSize,
        maxConcurrency: props.maxConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    new ParkedMessagesAlarm(this, 'parked-alarm', { operation: id, queue: parked, errorImpact: props.errorImpact });
  }
}
