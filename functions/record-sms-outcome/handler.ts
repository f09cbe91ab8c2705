import { notices } from '#shared/notices/compose.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { smsLog } from '#shared/sms-outcomes/compose.ts';
import { markTextTaken } from '#shared/sms-outcomes/taken-text.ts';
import { recordSmsOutcome } from './record-sms-outcome.ts';

const kept = notices();
const record = recordSmsOutcome(smsLog());

export const handler = queueWorker(
  'record-sms-outcome',
  async ({ body }) => (await markTextTaken(kept, body)) ?? record(body),
);
