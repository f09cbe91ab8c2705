import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ByClock, WatchedFunction, type WorkQueue } from 'watched-stack';
import {
  allowanceCounts,
  deliveries,
  documentLimit,
  mailOutcomes,
  mailPace,
  mailReports,
  mailsPerMinute,
  mailWords,
  redeliveries,
  refusalReports,
  reminders,
  storedVersions,
  uploads,
  waitingMails,
} from '#shared/documents/access.ts';
import { mailLog, mailQuota, portalOrigin, provedMailer } from '#shared/messages/access.ts';
import type { Access } from '#shared/platform/access.ts';
import { PortalWorker } from '../portal-worker.ts';
import type { PortalParts } from './endpoint.ts';

/** Documents' share of the mail service's rate: mails that people wait for never queue behind a circular (R5.1a). */
const shareOfRate = 0.75;

/** How many workers deliver documents at once; together they keep to documents' share of the rate. */
const delivering = (sesRate: number) => Math.min(5, Math.max(2, Math.floor(sesRate / 2)));

/** The worker that delivers the insurer's documents and mails about them (R5). */
export function documentDelivery(scope: Construct, { settings, stores }: PortalParts, from: WorkQueue<Access>): void {
  const maxConcurrency = delivering(settings.sesRate);
  const documentMails = settings.sesRate * shareOfRate;
  stores.provide({
    DOCUMENT_MAILS_PER_SECOND: String(documentMails),
    MAILS_PER_SECOND: String(documentMails / maxConcurrency),
  });
  const delivery = new PortalWorker(scope, 'deliver-document', stores, {
    from,
    uses: [
      ...Object.values(deliveries),
      ...[...Object.values(uploads), storedVersions.note, refusalReports.report, documentLimit, mailWords],
      ...[provedMailer.send, portalOrigin, mailPace],
      // A used-up quota lets mails wait, and a run every minute hands them back to the queue.
      ...[mailQuota, mailsPerMinute, redeliveries.put],
      ...[...Object.values(allowanceCounts), ...Object.values(waitingMails)],
      // Of mails that are refused for good.
      ...[mailReports.report, mailOutcomes.noteOnAccount],
    ],
    timeout: Duration.seconds(60),
    batchSize: 10,
    maxConcurrency,
    // A large upload at SES's pace takes hours, and is no fault.
    lateAfter: Duration.hours(4),
    memorySize: 1024,
    isPaused: settings.deliveries === 'paused',
    errorImpact: 'Customers do not get documents that the insurer uploaded, or no mail about them.',
  });
  new ByClock(scope, 'mails-every-minute', {
    runs: delivery,
    every: Duration.minutes(1),
    errorImpact: 'Mails about documents that had to wait for the day’s quota do not go out.',
  });
  reminding(scope, stores);
}

/** Mails about documents that go soon or were not opened (R14.1). */
function reminding(scope: Construct, stores: PortalParts['stores']) {
  const { due, postpone, settle, accountOf, documentsOf, take, takeOver, giveBack, noteOnDocuments, finish } =
    reminders;
  const sender = new WatchedFunction(scope, 'send-reminders', stores, {
    errorImpact: 'Customers are not reminded of documents that they have not opened or that go soon.',
    uses: [
      ...[due, postpone, settle, accountOf, documentsOf, take, takeOver, giveBack, noteOnDocuments, finish],
      ...[provedMailer.send, portalOrigin, mailLog.noteSent],
      // Never before mails about new documents, and within their share of the quota.
      ...[mailQuota, mailPace, waitingMails.read, ...Object.values(allowanceCounts)],
    ],
    timeout: Duration.minutes(5),
  });
  new ByClock(scope, 'reminders-every-five-minutes', {
    runs: sender,
    every: Duration.minutes(5),
    errorImpact: 'Customers are not reminded of documents that they have not opened or that go soon.',
  });
}
