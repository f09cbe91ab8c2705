import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { keepReports, limitDocuments, paceMails, readUploads, writeFiles } from '../capabilities/documents.ts';
import { onPortalTable } from '../capabilities/portal-table.ts';
import { sendTo } from '../capabilities/queues.ts';
import { readPolicies, writeRegistry } from '../capabilities/registry.ts';
import { MailOutcomes } from '../delivery/mail-outcomes.ts';
import { UploadWorker } from '../delivery/upload-worker.ts';
import type { PortalParts } from './portal-parts.ts';

/** What the insurer's systems drop into the bucket (R5, R9), and what becomes of the mails about it. */
export function uploadWorkers(scope: Construct, parts: PortalParts) {
  const { documents, portal, registry, settings, pseudonyms, mail } = parts;
  const delivering = Math.min(5, Math.max(2, Math.floor(settings.sesRate / 2)));

  const delivery = new UploadWorker(scope, 'deliver-document', {
    bucket: documents,
    prefix: 'documents/',
    capabilities: [
      onPortalTable(portal, [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:ConditionCheckItem',
      ]),
      readPolicies(registry),
      readUploads(documents, 'documents/'),
      writeFiles(documents, 'reports/documents/'),
      // Of mails that are refused for good.
      writeFiles(documents, 'reports/mails/'),
      limitDocuments(settings),
      paceMails(settings.sesRate / delivering),
      mail,
    ],
    timeout: Duration.seconds(60),
    // The worker's 60 s, its lease and the wait for a dead worker's mail (shared/documents/delivery.ts) are over by then.
    comesBackAfter: Duration.seconds(450),
    batchSize: 10,
    maxConcurrency: delivering,
    // A large upload at SES's pace takes hours, and is no fault.
    lateAfter: Duration.hours(4),
    memorySize: 1024,
    errorImpact: 'Customers do not get documents that the insurer uploaded, or no mail about them.',
  });
  new MailOutcomes(scope, 'record-mail-outcome', {
    configurationSetName: mail.env.MAIL_CONFIGURATION_SET,
    capabilities: [
      // The mails of notices and recoveries are marked as their senders would: a notice goes, a recovery is done.
      onPortalTable(portal, [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
        'dynamodb:ConditionCheckItem',
      ]),
      writeFiles(documents, 'reports/mails/'),
    ],
  });
  new UploadWorker(scope, 'withdraw-document', {
    bucket: documents,
    prefix: 'withdraw/',
    capabilities: [
      onPortalTable(portal, ['dynamodb:Query', 'dynamodb:UpdateItem']),
      readUploads(documents, 'withdraw/'),
      writeFiles(documents, 'reports/withdrawals/'),
      // What was sent again after its withdrawal.
      sendTo(delivery.queue, 'DELIVERY_QUEUE_URL'),
    ],
    timeout: Duration.seconds(30),
    batchSize: 10,
    maxConcurrency: 2,
    lateAfter: Duration.minutes(15),
    errorImpact: 'A mis-sent document that the insurer withdrew can still be read by the wrong customer.',
  });
  new UploadWorker(scope, 'import-registry', {
    bucket: documents,
    prefix: 'registry/',
    capabilities: [
      // A changed policy's row is written together with what it does to the enrolment (R8.2).
      onPortalTable(portal, [
        'dynamodb:BatchGetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
        'dynamodb:ConditionCheckItem',
      ]),
      writeRegistry(registry),
      readUploads(documents, 'registry/'),
      keepReports(documents, 'reports/registry/'),
      pseudonyms,
    ],
    timeout: Duration.minutes(15),
    // A large file is taken in several goes; a go that was killed has lost its turn by then (shared/registry/imports.ts).
    comesBackAfter: Duration.minutes(16),
    batchSize: 1,
    maxConcurrency: 2,
    // One file at a time, and a large one in several goes.
    lateAfter: Duration.hours(6),
    memorySize: 1024,
    errorImpact: 'New customers cannot register and changed policies are not seen.',
  });
}
