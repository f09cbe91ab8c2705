import { portalOrigin } from '#shared/mail/compose.ts';
import { notedMailer } from '#shared/mail-outcomes/compose.ts';
import { notices } from '#shared/notices/compose.ts';
import { now } from '#shared/platform/now.ts';
import { scheduledRun } from '#shared/runtime/scheduled-run.ts';
import { textSms } from '#shared/sms/compose.ts';
import { sendNotices } from './send-notices.ts';

export const handler = scheduledRun(
  'send-notices',
  // One attempt: a repeated send is a second message.
  sendNotices({ notices: notices(), mailer: notedMailer(1), sms: textSms(1), origin: portalOrigin(), now }),
);
