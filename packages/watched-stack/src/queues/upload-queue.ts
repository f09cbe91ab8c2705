import type { Construct } from 'constructs';
import type { Access } from '../access.ts';
import { serviceGrant } from '../service-grant.ts';
import type { UploadBucket } from '../storage/upload-bucket.ts';
import { WorkQueue, type WorkQueueProps } from './work-queue.ts';

export type UploadQueueProps<A extends Access> = WorkQueueProps<A> & {
  readonly bucket: UploadBucket;
  /** Which of the bucket's objects it announces: `letters/`. */
  readonly prefix: string;
};

/** What somebody uploads under a prefix of a bucket, announced to the function of the queue's name: S3 -> queue. */
export class UploadQueue<A extends Access> extends WorkQueue<A> {
  constructor(scope: Construct, id: string, { bucket, prefix, ...props }: UploadQueueProps<A>) {
    super(scope, id, props);
    this.queue.addToResourcePolicy(
      // The bucket's name is not known before the bucket, which needs this policy first: the account is.
      serviceGrant(this, 's3.amazonaws.com', { actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }),
    );
    bucket.announceUploads(prefix, this.queue);
    bucket.bucket.node.addDependency(this.queue);
  }
}
