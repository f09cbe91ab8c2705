import { notedMailing, notices, textSms } from '#shared/messages/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { sendNotices } from './send-notices.ts';

// One attempt, because a retry could send a second message.
const needs = { ...notedMailing(1), sms: textSms(1), notices: notices(), now };
export const handler = scheduledRun('send-notices', sendNotices(needs));
