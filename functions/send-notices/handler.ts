import { portalOrigin } from '#shared/messages/mail/compose.ts';
import { notedMailer } from '#shared/messages/mail-outcomes/compose.ts';
import { notices } from '#shared/messages/notices/compose.ts';
import { textSms } from '#shared/messages/sms/compose.ts';
import { now } from '#shared/platform/now.ts';
import { scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { sendNotices } from './send-notices.ts';

export const handler = scheduledRun(
  'send-notices',
  // One attempt: a repeated send is a second message.
  sendNotices({ notices: notices(), mailer: notedMailer(1), sms: textSms(1), origin: portalOrigin(), now }),
);
