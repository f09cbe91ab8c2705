import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { systemOf } from '../watched-stack.ts';
import { privateBucket } from './private-bucket.ts';

const daysOf = (years: number) => Math.ceil(years * 365.25);

/** Where the trail writes within the archive. */
export const trailPrefix = 'trail';

/**
 * A bucket with Object Lock: what is written into it can neither be changed nor deleted for so many years; then it goes. In a protected
 * system nobody at all can lift the lock (compliance mode), else whoever has the permission (governance mode).
 */
export class LockedArchive extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, years: number) {
    super(scope, id);
    const locked = Duration.days(daysOf(years));
    this.bucket = new Bucket(this, 'bucket', {
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: systemOf(this).isProtected
        ? ObjectLockRetention.compliance(locked)
        : ObjectLockRetention.governance(locked),
      ...privateBucket,
      lifecycleRules: [
        {
          id: 'when-unlocked',
          expiration: Duration.days(daysOf(years) + 1),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    });
  }

  /** The trail of the system's name may write its log here (CloudTrail guide, "Amazon S3 bucket policy for CloudTrail"). */
  admitTrail(): void {
    const stack = Stack.of(this);
    const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')];
    const arn = stack.formatArn({
      service: 'cloudtrail',
      resource: 'trail',
      resourceName: systemOf(this).name,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    const ofTrail = { 'aws:SourceArn': arn };
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        principals,
        actions: ['s3:GetBucketAcl'],
        resources: [this.bucket.bucketArn],
        conditions: { StringEquals: ofTrail },
      }),
    );
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        principals,
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`${trailPrefix}/AWSLogs/${stack.account}/*`)],
        conditions: { StringEquals: { ...ofTrail, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      }),
    );
  }
}
