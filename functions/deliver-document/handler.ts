import { documentMailing, mailsPerMinute, redeliveries, takingIn } from '#shared/documents/compose.ts';
import { now, queueOf } from '#shared/platform/compose.ts';
import { uploadWorker } from '#shared/platform/runtime/queue-worker.ts';
import { byTheClock, scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { deliverDocument } from './deliver-document.ts';
import { releaseMails } from './release-mails.ts';

const mailing = documentMailing();
const deliver = deliverDocument({ ...mailing, ...takingIn(), now });
const release = releaseMails({ ...mailing, redeliveries: redeliveries(), mostPerRun: mailsPerMinute(), now });

const worker = uploadWorker('deliver-document', deliver, queueOf('deliver-document'));
export const handler = byTheClock(scheduledRun('deliver-document', release), worker);
