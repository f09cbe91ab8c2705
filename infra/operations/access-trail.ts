import { Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';
import { links } from '#shared/documents/access.ts';
import { PortalFunction } from '../function.ts';
import { portalNameOf } from '../portal-part.ts';
import type { AuditArchive } from '../storage/audit-archive.ts';
import { trailPrefix } from '../storage/audit-archive.ts';
import type { AuditTable } from '../storage/audit-table.ts';
import type { DocumentsBucket } from '../storage/documents-bucket.ts';

export type AccessTrailProps = {
  readonly documents: DocumentsBucket;
  readonly audit: AuditTable;
  readonly archive: AuditArchive;
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
    const signers = Stack.of(this)
      .node.findAll()
      .flatMap((each) => (each instanceof PortalFunction && each.uses.includes(links.to) ? [each.roleName] : []));
    const equal = (field: string, value: string) => ({ field, equalTo: [value] });
    new CfnTrail(this, 'trail', {
      trailName: portalNameOf(this),
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
              notStartsWith: signers.map((name) => `arn:${partition}:sts::${account}:assumed-role/${name}/`),
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
