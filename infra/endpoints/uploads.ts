import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { cancellations } from '#shared/customers/cancelling/access.ts';
import {
  deliveries,
  documentLimit,
  mailOutcomes,
  mailPace,
  mailReports,
  redeliveries,
  refusalReports,
  uploads,
  withdrawalMarkers,
  withdrawalReports,
  withdrawals,
} from '#shared/documents/access.ts';
import { documentFiles, registryFiles, withdrawalFiles } from '#shared/insurer/files.ts';
import { handOnImport, importReports, readRegistryFiles, registryWriter } from '#shared/insurer/registry/access.ts';
import { mailer, mailLog, notices, portalOrigin } from '#shared/messages/access.ts';
import { pseudonyms } from '#shared/platform/secrets/access.ts';
import { registryConsequences } from '#shared/policies/access.ts';
import { recoveries } from '#shared/sign-in/recovery/access.ts';
import { MailOutcomes } from '../delivery/mail-outcomes.ts';
import type { MailSender } from '../delivery/mail-sender.ts';
import { UploadWorker } from '../delivery/upload-worker.ts';
import type { PortalParts } from './portal-parts.ts';

/** How many workers deliver documents at once; together they keep to the mail service's rate. */
const delivering = (sesRate: number) => Math.min(5, Math.max(2, Math.floor(sesRate / 2)));

/** What the insurer's systems drop into the bucket (R5, R9), and what becomes of the mails about it. */
export function uploadWorkers(scope: Construct, parts: PortalParts, sender: MailSender) {
  const { documents, settings, stores } = parts;
  const maxConcurrency = delivering(settings.sesRate);
  stores.provide({ MAILS_PER_SECOND: String(settings.sesRate / maxConcurrency) });

  const delivery = new UploadWorker(scope, 'deliver-document', stores, {
    bucket: documents,
    prefix: documentFiles.prefix,
    uses: [
      ...Object.values(deliveries),
      ...[uploads.open, refusalReports.report, documentLimit],
      ...[mailer.send, portalOrigin, mailPace],
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
  });
  stores.addQueue('delivery-queue', 'DELIVERY_QUEUE_URL', delivery.queue);
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
}
