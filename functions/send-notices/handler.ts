import { notedMailer, notices, portalOrigin, textSms } from '#shared/messages/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { sendNotices } from './send-notices.ts';

export const handler = scheduledRun(
  'send-notices',
  // One attempt: a repeated send is a second message.
  sendNotices({ notices: notices(), mailer: notedMailer(1), sms: textSms(1), origin: portalOrigin(), now }),
);
