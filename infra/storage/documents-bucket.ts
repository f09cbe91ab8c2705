import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/**
 * The bucket between the insurer and the portal: `documents/` and `registry/` come in, `reports/` and `changes/` go out
 * (R9). Versioned, so that a `sync --delete` ends nobody's access (R6.3).
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
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          // The backstop behind the access window (R6.2). Expiration alone only adds a delete marker to a version.
          id: 'documents-after-400-days',
          prefix: 'documents/',
          expiration: Duration.days(400),
          noncurrentVersionExpiration: Duration.days(400),
        },
        { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
      // The link itself is the permission, for a minute; naming the portal's origin here would tie the two in a circle.
      cors: [{ allowedMethods: [HttpMethods.GET, HttpMethods.HEAD], allowedOrigins: ['*'], maxAge: 3600 }],
    });
  }

  /**
   * Sends an event to the queue for each object that comes in under the prefix. Written into the bucket itself: CDK's
   * own way brings a helper function with leave for every bucket of the account.
   */
  announceUploads(prefix: string, queue: Queue) {
    const bucket = this.bucket.node.defaultChild;
    if (!(bucket instanceof CfnBucket)) throw new Error('The bucket has no CloudFormation resource');
    this.queues.push({
      event: 's3:ObjectCreated:*',
      queue: queue.queueArn,
      filter: { s3Key: { rules: [{ name: 'prefix', value: prefix }] } },
    });
    bucket.notificationConfiguration = { queueConfigurations: this.queues };
  }
}
