import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { cancellations } from '#shared/customers/access.ts';
import {
  allowanceCounts,
  deliveries,
  documentLimit,
  mailOutcomes,
  mailPace,
  mailReports,
  mailsPerMinute,
  redeliveries,
  refusalReports,
  uploads,
  waitingMails,
  withdrawalMarkers,
  withdrawalReports,
  withdrawals,
} from '#shared/documents/access.ts';
import { handOnImport, importReports, readRegistryFiles, registryWriter } from '#shared/insurer/access.ts';
import { documentFiles, registryFiles, withdrawalFiles } from '#shared/insurer/files.ts';
import { mailer, mailLog, mailQuota, notices, portalOrigin } from '#shared/messages/access.ts';
import { pseudonyms } from '#shared/platform/access.ts';
import { registryConsequences } from '#shared/policies/access.ts';
import { recoveries } from '#shared/sign-in/access.ts';
import { MailOutcomes } from '../delivery/mail-outcomes.ts';
import type { MailSender } from '../delivery/mail-sender.ts';
import { UploadWorker } from '../delivery/upload-worker.ts';
import type { PortalParts } from './endpoint.ts';

/** Documents' share of the mail service's rate: mails that people wait for never queue behind a circular (R5.1a). */
const shareOfRate = 0.75;

/** How many workers deliver documents at once; together they keep to documents' share of the rate. */
const delivering = (sesRate: number) => Math.min(5, Math.max(2, Math.floor(sesRate / 2)));

/**
 * The workers for the insurer's uploads (R5, R9) and for the outcomes of the mails about them. Returns the one that delivers
 * documents.
 */
export function uploadWorkers(scope: Construct, parts: PortalParts, sender: MailSender): UploadWorker {
  const { documents, settings, stores } = parts;
  const maxConcurrency = delivering(settings.sesRate);
  const documentMails = settings.sesRate * shareOfRate;
  stores.provide({
    DOCUMENT_MAILS_PER_SECOND: String(documentMails),
    MAILS_PER_SECOND: String(documentMails / maxConcurrency),
  });

  const delivery = new UploadWorker(scope, 'deliver-document', stores, {
    bucket: documents,
    prefix: documentFiles.prefix,
    uses: [
      ...Object.values(deliveries),
      ...[...Object.values(uploads), refusalReports.report, documentLimit],
      ...[mailer.send, portalOrigin, mailPace],
      // A used-up quota lets mails wait, and a run every minute hands them back to the queue.
      ...[
        mailQuota,
        mailsPerMinute,
        redeliveries.put,
        ...Object.values(allowanceCounts),
        ...Object.values(waitingMails),
      ],
      // Of mails that are refused for good.
      ...[mailReports.report, mailOutcomes.noteOnAccount],
    ],
    timeout: Duration.seconds(60),
    // The worker's 60 s, its lease and the wait for a dead worker's mail (shared/documents/delivery/delivery.ts) are over by then.
    comesBackAfter: Duration.seconds(450),
    batchSize: 10,
    maxConcurrency,
    // A large upload at SES's pace takes hours, and is no fault.
    lateAfter: Duration.hours(4),
    memorySize: 1024,
    errorImpact: 'Customers do not get documents that the insurer uploaded, or no mail about them.',
    known: { store: 'delivery-queue', variable: 'DELIVERY_QUEUE_URL' },
  });
  new Rule(scope, 'mails-every-minute', {
    schedule: Schedule.rate(Duration.minutes(1)),
    targets: [new LambdaFunction(delivery.lambda)],
  });
  new MailOutcomes(scope, 'record-mail-outcome', stores, {
    configurationSetName: sender.configurationSet.configurationSetName,
    uses: [
      ...[mailOutcomes.noteOnDocument, mailOutcomes.noteOnAccount, mailReports.report, mailLog.noteOutcome],
      // The mails of notices and recoveries are marked as their senders would: a notice goes, a recovery is done.
      ...[notices.remove, recoveries.markTaken, cancellations.settleMail],
    ],
  });
  new UploadWorker(scope, 'withdraw-document', stores, {
    bucket: documents,
    prefix: withdrawalFiles.prefix,
    uses: [...Object.values(withdrawals), withdrawalMarkers.readReason, withdrawalReports.report, redeliveries.put],
    timeout: Duration.seconds(30),
    batchSize: 10,
    maxConcurrency: 2,
    lateAfter: Duration.minutes(15),
    errorImpact: 'A mis-sent document that the insurer withdrew can still be read by the wrong customer.',
  });
  new UploadWorker(scope, 'import-registry', stores, {
    bucket: documents,
    prefix: registryFiles.prefix,
    uses: [registryWriter, registryConsequences, readRegistryFiles, importReports, pseudonyms, handOnImport],
    timeout: Duration.minutes(15),
    // A large file is taken in several goes; a go that was killed has lost its turn by then (shared/insurer/registry/imports.ts).
    comesBackAfter: Duration.minutes(16),
    batchSize: 1,
    maxConcurrency: 2,
    // One file at a time, and a large one in several goes.
    lateAfter: Duration.hours(6),
    // A whole CPU: Lambda gives one from 1,769 MB on.
    memorySize: 1769,
    known: { store: 'import-queue', variable: 'IMPORT_QUEUE_URL' },
    handsOn: true,
    errorImpact: 'New customers cannot register and changed policies are not seen.',
  });
  return delivery;
}
