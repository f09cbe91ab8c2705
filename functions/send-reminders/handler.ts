import { mailAllowance, mailPace, reminders, waitingMails } from '#shared/documents/compose.ts';
import { notedMailing } from '#shared/messages/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { sendReminders } from './send-reminders.ts';

// One attempt, because a retry could send a second mail.
const mails = { ...notedMailing(1), allowance: mailAllowance(), waiting: waitingMails(), pace: mailPace() };
export const handler = scheduledRun('send-reminders', sendReminders({ ...mails, reminders: reminders(), now }));
