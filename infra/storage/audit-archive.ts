import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { portalNameOf } from '../portal-part.ts';

const daysOf = (years: number) => Math.ceil(years * 365.25);

/** Where the trail writes within the archive. */
export const trailPrefix = 'trail';

/**
 * A bucket with Object Lock: what is written into it cannot be changed or deleted for as many years as the audit is kept, in compliance
 * mode by nobody at all. It holds the second copy of the audit, and the trail of who touched documents and audit besides the portal.
 */
export class AuditArchive extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { years, isProtected }: { years: number; isProtected: boolean }) {
    super(scope, id);
    const locked = Duration.days(daysOf(years));
    this.bucket = new Bucket(this, 'bucket', {
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: isProtected
        ? ObjectLockRetention.compliance(locked)
        : ObjectLockRetention.governance(locked),
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      lifecycleRules: [
        {
          id: 'when-unlocked',
          expiration: Duration.days(daysOf(years) + 1),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    });
  }

  /** The trail of this name may write its log here (CloudTrail guide, "Amazon S3 bucket policy for CloudTrail"). */
  admitTrail() {
    const stack = Stack.of(this);
    const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')];
    const arn = stack.formatArn({
      service: 'cloudtrail',
      resource: 'trail',
      resourceName: portalNameOf(this),
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
