import { cancellations } from '#shared/customers/compose.ts';
import { mailOutcomes, mailReports, reminders } from '#shared/documents/compose.ts';
import { mailLog, notices } from '#shared/messages/compose.ts';
import { recordFollowedMail } from '#shared/messages/mail-outcomes/mail-log.ts';
import { queueOf } from '#shared/platform/compose.ts';
import { eventWorker } from '#shared/platform/runtime/queue-worker.ts';
import { recoveries } from '#shared/sign-in/compose.ts';
import { recordMailOutcome } from './record-mail-outcome.ts';
import { markTaken } from './taken-mail.ts';

const record = recordMailOutcome({ outcomes: mailOutcomes(), reports: mailReports() });
const kept = mailLog();
const senders = {
  notices: notices(),
  cancellations: cancellations(),
  recoveries: recoveries(),
  reminders: reminders(),
};

export const handler = eventWorker(
  'record-mail-outcome',
  async (body) => {
    const taken = await markTaken(senders, body);
    return (await recordFollowedMail(kept, body)) ?? taken ?? record(body);
  },
  queueOf('record-mail-outcome'),
);
