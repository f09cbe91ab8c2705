import { Bucket, type BucketProps, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { privateBucket } from './private-bucket.ts';

/** A bucket that others put files into, and that announces them. Versioned, so that what they delete can be read for a while. */
export class UploadBucket extends Construct {
  readonly bucket: Bucket;
  private readonly queues: CfnBucket.QueueConfigurationProperty[] = [];

  constructor(scope: Construct, id: string, props: Pick<BucketProps, 'lifecycleRules' | 'cors'> = {}) {
    super(scope, id);
    this.bucket = new Bucket(this, 'bucket', { versioned: true, ...privateBucket, ...props });
  }

  /**
   * Sends an event to the queue for each object that comes in under the prefix. Written into the bucket itself: CDK's
   * own way brings a helper function that may change every bucket of the account.
   */
  announceUploads(prefix: string, queue: Queue): void {
    const bucket = this.bucket.node.defaultChild;
    if (!(bucket instanceof CfnBucket)) throw new Error('The bucket has no CloudFormation resource');
    this.queues.push({
      event: 's3:ObjectCreated:*',
      queue: queue.queueArn,
      filter: { s3Key: { rules: [{ name: 'prefix', value: prefix }] } },
    });
    bucket.notificationConfiguration = {
      queueConfigurations: this.queues,
      // AWS Backup follows a bucket by these events, and would switch them on itself (AWS Backup guide, "Amazon S3 backups").
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
  }
}
