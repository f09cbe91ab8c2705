import { notices, smsLog } from '#shared/messages/compose.ts';
import { markTextTaken } from '#shared/messages/sms-outcomes/sms-event.ts';
import { queueOf } from '#shared/platform/compose.ts';
import { eventWorker } from '#shared/platform/runtime/queue-worker.ts';
import { recordSmsOutcome } from './record-sms-outcome.ts';

const kept = notices();
const record = recordSmsOutcome(smsLog());
const work = async (body: string) => (await markTextTaken(kept, body)) ?? record(body);
export const handler = eventWorker('record-sms-outcome', work, queueOf('record-sms-outcome'));
