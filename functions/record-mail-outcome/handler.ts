import { cancellations } from '#shared/cancelling/compose.ts';
import { mailLog, mailOutcomes, mailReports } from '#shared/mail-outcomes/compose.ts';
import { recordFollowedMail } from '#shared/mail-outcomes/mail-log.ts';
import { markTaken } from '#shared/mail-outcomes/taken-mail.ts';
import { notices } from '#shared/notices/compose.ts';
import { recoveries } from '#shared/recovery/compose.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { recordMailOutcome } from './record-mail-outcome.ts';

const record = recordMailOutcome({ outcomes: mailOutcomes(), reports: mailReports() });
const kept = mailLog();
const senders = { notices: notices(), cancellations: cancellations(), recoveries: recoveries() };

export const handler = queueWorker('record-mail-outcome', async ({ body }) => {
  const taken = await markTaken(senders, body);
  return (await recordFollowedMail(kept, body)) ?? taken ?? record(body);
});
