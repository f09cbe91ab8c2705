import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { DocumentsBucket } from '../storage/documents-bucket.ts';
import { WorkQueue, type WorkQueueProps } from './work-queue.ts';

export type UploadQueueProps = WorkQueueProps & {
  readonly bucket: DocumentsBucket;
  /** Which of the insurer's files it announces: `documents/`. */
  readonly prefix: string;
};

/** What the insurer uploads under a prefix, announced to the function of the queue's name: S3 -> queue (R5.1). */
export class UploadQueue extends WorkQueue {
  constructor(scope: Construct, id: string, { bucket, prefix, ...props }: UploadQueueProps) {
    super(scope, id, props);
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
