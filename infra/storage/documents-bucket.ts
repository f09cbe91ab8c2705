import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type InsurerFile, insurerFiles } from '#shared/insurer/files.ts';

/**
 * Expiration only adds a delete marker to a version; the version then counts as replaced, and goes when it has been that for
 * `replacedFor` days. The marker goes once it covers nothing.
 */
const deletedAfter = ({ prefix, keptForDays, replacedForDays }: InsurerFile): LifecycleRule => ({
  id: `${prefix.replace(/\/$/, '')}-after-${keptForDays}-days`,
  prefix,
  expiration: Duration.days(keptForDays),
  noncurrentVersionExpiration: Duration.days(replacedForDays ?? 1),
});

/**
 * The bucket between the insurer and the portal (R9); shared/insurer/files.ts lists its files. Versioned, so that a
 * `sync --delete` of the insurer ends no customer's access (R6.3).
 */
export class DocumentsBucket extends Construct {
  readonly bucket: Bucket;
  private readonly queues: CfnBucket.QueueConfigurationProperty[] = [];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, 'bucket', {
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      lifecycleRules: [
        ...insurerFiles.map(deletedAfter),
        { id: 'markers-of-nothing', expiredObjectDeleteMarker: true },
        { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
      // The link itself is the permission, for a minute; naming the portal's origin here would tie the two in a circle.
      cors: [{ allowedMethods: [HttpMethods.GET, HttpMethods.HEAD], allowedOrigins: ['*'], maxAge: 3600 }],
    });
  }

  /**
   * Sends an event to the queue for each object that comes in under the prefix. Written into the bucket itself: CDK's
   * own way brings a helper function that may change every bucket of the account.
   */
  announceUploads(prefix: string, queue: Queue) {
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
