import { Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';
import { type LockedArchive, systemOf, trailPrefix, WatchedFunction } from 'watched-stack';
import { links } from '#shared/documents/access.ts';
import type { DocumentsBucket } from '../storage/documents-bucket.ts';
import type { AuditTable } from '../storage/tables.ts';

export type AccessTrailProps = {
  readonly documents: DocumentsBucket;
  readonly audit: AuditTable;
  readonly archive: LockedArchive;
};

/**
 * Who reads, writes or deletes documents and the audit, call by call, into the locked archive: the insurer's systems, operators, functions.
 * Customers' own clicks are left out (their links are signed by one role): the portal's table keeps who was given which link, and a
 * trail would keep their addresses for years (R12.1).
 */
export class AccessTrail extends Construct {
  constructor(scope: Construct, id: string, { documents, audit, archive }: AccessTrailProps) {
    super(scope, id);
    const { partition, account } = Stack.of(this);
    const signers = WatchedFunction.allIn(Stack.of(this)).filter(({ uses }) => uses.includes(links.to));
    const equal = (field: string, value: string) => ({ field, equalTo: [value] });
    new CfnTrail(this, 'trail', {
      trailName: systemOf(this).name,
      s3BucketName: archive.bucket.bucketName,
      s3KeyPrefix: trailPrefix,
      isLogging: true,
      enableLogFileValidation: true,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      advancedEventSelectors: [
        {
          name: 'documents, but for the links that customers open',
          fieldSelectors: [
            equal('eventCategory', 'Data'),
            equal('resources.type', 'AWS::S3::Object'),
            { field: 'resources.ARN', startsWith: [documents.bucket.arnForObjects('')] },
            {
              field: 'userIdentity.arn',
              notStartsWith: signers.map(
                ({ roleName }) => `arn:${partition}:sts::${account}:assumed-role/${roleName}/`,
              ),
            },
          ],
        },
        {
          name: 'the audit',
          fieldSelectors: [
            equal('eventCategory', 'Data'),
            equal('resources.type', 'AWS::DynamoDB::Table'),
            equal('resources.ARN', audit.table.tableArn),
          ],
        },
      ],
    });
  }
}
