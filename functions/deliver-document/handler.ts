import {
  deliveries,
  largestDocument,
  mailOutcomes,
  mailPace,
  mailReports,
  refusalReports,
  uploads,
} from '#shared/documents/compose.ts';
import { mailing } from '#shared/messages/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { uploadWorker } from '#shared/platform/runtime/queue-worker.ts';
import { deliverDocument } from './deliver-document.ts';

// One attempt at the mail: a repeated send is a second mail. The queue repeats the event.
const telling = { ...mailing(1), mailReports: mailReports(), mailOutcomes: mailOutcomes(), pace: mailPace() };
const needs = { ...telling, deliveries: deliveries(), uploads: uploads(), reports: refusalReports(), now };
export const handler = uploadWorker(
  'deliver-document',
  deliverDocument({ ...needs, largestDocument: largestDocument() }),
);
