import { deliveries, largestDocument, mailPace, refusalReports, uploads } from '#shared/documents/compose.ts';
import { mailer, portalOrigin } from '#shared/messages/mail/compose.ts';
import { mailOutcomes, mailReports } from '#shared/messages/mail-outcomes/compose.ts';
import { now } from '#shared/platform/now.ts';
import { uploadWorker } from '#shared/platform/runtime/upload-worker.ts';
import { deliverDocument } from './deliver-document.ts';

export const handler = uploadWorker(
  'deliver-document',
  deliverDocument({
    deliveries: deliveries(),
    uploads: uploads(),
    reports: refusalReports(),
    // One attempt: a repeated send is a second mail. The queue brings the document back.
    mailer: mailer(1),
    mailReports: mailReports(),
    mailOutcomes: mailOutcomes(),
    pace: mailPace(),
    origin: portalOrigin(),
    largestDocument: largestDocument(),
    now,
  }),
);
