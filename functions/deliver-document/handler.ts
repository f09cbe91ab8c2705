import {
  deliveries,
  largestDocument,
  mailAllowance,
  mailOutcomes,
  mailPace,
  mailReports,
  mailsPerMinute,
  namesDocuments,
  redeliveries,
  refusalReports,
  storedVersions,
  uploads,
  waitingMails,
} from '#shared/documents/compose.ts';
import { provedMailing } from '#shared/messages/compose.ts';
import { now, queueOf } from '#shared/platform/compose.ts';
import { uploadWorker } from '#shared/platform/runtime/queue-worker.ts';
import { byTheClock, scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { deliverDocument } from './deliver-document.ts';
import { releaseMails } from './release-mails.ts';

const quota = { allowance: mailAllowance(), waiting: waitingMails() };
// One attempt at the mail, because a retry could send a second one; the queue delivers the event again.
const mails = {
  ...provedMailing(1),
  mailReports: mailReports(),
  mailOutcomes: mailOutcomes(),
  pace: mailPace(),
  namesDocuments: namesDocuments(),
  ...quota,
};
const uploading = { deliveries: deliveries(), stored: storedVersions(), uploads: uploads(), reports: refusalReports() };
const needs = { ...mails, ...uploading, now };
const deliver = deliverDocument({ ...needs, largestDocument: largestDocument() });
const release = releaseMails({ ...quota, redeliveries: redeliveries(), mostPerRun: mailsPerMinute(), now });

const worker = uploadWorker('deliver-document', deliver, queueOf('deliver-document'));

export const handler = byTheClock(scheduledRun('deliver-document', release), worker);
