import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { limitDocuments, readReports, readUploads, writeReports } from '../capabilities/documents.ts';
import { onPortalTable } from '../capabilities/portal-table.ts';
import { knowPolicies, writeRegistry } from '../capabilities/registry.ts';
import { UploadWorker } from '../delivery/upload-worker.ts';
import type { PortalParts } from './portal-parts.ts';

/** What the insurer's systems drop into the bucket (R5, R9). */
export function uploadWorkers(scope: Construct, parts: PortalParts) {
  const { documents, portal, registry, settings, pseudonyms, mail } = parts;

  new UploadWorker(scope, 'deliver-document', {
    bucket: documents,
    prefix: 'documents/',
    capabilities: [
      onPortalTable(portal, [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:ConditionCheckItem',
      ]),
      knowPolicies(registry),
      readUploads(documents, 'documents/'),
      writeReports(documents, 'reports/documents/'),
      limitDocuments(settings),
      mail,
    ],
    timeout: Duration.seconds(60),
    batchSize: 10,
    maxConcurrency: 5,
    memorySize: 1024,
    errorImpact: 'Customers do not get documents that the insurer uploaded, or no mail about them.',
  });
  new UploadWorker(scope, 'import-registry', {
    bucket: documents,
    prefix: 'registry/',
    capabilities: [
      writeRegistry(registry),
      readUploads(documents, 'registry/'),
      readReports(documents, 'reports/registry/'),
      writeReports(documents, 'reports/registry/'),
      pseudonyms,
    ],
    timeout: Duration.minutes(15),
    batchSize: 1,
    maxConcurrency: 2,
    memorySize: 1024,
    errorImpact: 'New customers cannot register and changed policies are not seen.',
  });
}
