import { Duration } from 'aws-cdk-lib';
import { HttpMethods, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { UploadBucket } from 'watched-stack';
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
export class DocumentsBucket extends UploadBucket {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      lifecycleRules: [
        ...insurerFiles.map(deletedAfter),
        { id: 'markers-of-nothing', expiredObjectDeleteMarker: true },
        { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
      // The link itself is the permission, for a minute; naming the portal's origin here would tie the two in a circle.
      cors: [{ allowedMethods: [HttpMethods.GET, HttpMethods.HEAD], allowedOrigins: ['*'], maxAge: 3600 }],
    });
  }
}
