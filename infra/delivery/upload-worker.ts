import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { WorkerName } from '#shared/platform/access.ts';
import type { DocumentsBucket } from '../storage/documents-bucket.ts';
import type { Stores } from '../stores.ts';
import { QueueWorker, type QueueWorkerProps } from './queue-worker.ts';

export type UploadWorkerProps = QueueWorkerProps & {
  readonly bucket: DocumentsBucket;
  /** Which of the insurer's files it works on: `documents/`. */
  readonly prefix: string;
};

/** What the insurer uploads under a prefix, worked off by a function: S3 -> queue -> function (R5.1). */
export class UploadWorker extends QueueWorker {
  constructor(scope: Construct, id: WorkerName, stores: Stores, { bucket, prefix, ...props }: UploadWorkerProps) {
    super(scope, id, stores, props);
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        // The bucket's name is not known before the bucket, which needs this policy first: the account is.
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    bucket.announceUploads(prefix, this.queue);
    bucket.bucket.node.addDependency(this.queue);
  }
}
