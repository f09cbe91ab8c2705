import { cancellations } from '#shared/customers/compose.ts';
import { mailOutcomes, mailReports, reminders } from '#shared/documents/compose.ts';
import { mailLog, notices } from '#shared/messages/compose.ts';
import { queueOf } from '#shared/platform/compose.ts';
import { eventWorker } from '#shared/platform/runtime/queue-worker.ts';
import { recoveries } from '#shared/sign-in/compose.ts';
import { recordMailEvent } from './record-mail-event.ts';

const accounts = { notices: notices(), cancellations: cancellations(), recoveries: recoveries() };
const senders = { ...accounts, reminders: reminders() };
const record = recordMailEvent({ senders, mailLog: mailLog(), outcomes: mailOutcomes(), reports: mailReports() });
export const handler = eventWorker('record-mail-outcome', record, queueOf('record-mail-outcome'));
