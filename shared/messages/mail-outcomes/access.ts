import { mailReportFiles } from '#shared/insurer/files.ts';
import { type AccessOf, onDocumentsBucket, onPortalTable } from '#shared/platform/access.ts';
import type { MailLog } from './mail-log.ts';
import type { MailOutcomes, MailReports } from './mail-outcomes.ts';

export const mailLog: AccessOf<MailLog> = {
  noteSent: onPortalTable('UpdateItem'),
  noteOutcome: onPortalTable('UpdateItem', 'ConditionCheckItem'),
};

export const mailOutcomes: AccessOf<MailOutcomes> = {
  noteOnDocument: onPortalTable('UpdateItem'),
  noteOnAccount: onPortalTable('UpdateItem'),
};

export const mailReports: AccessOf<MailReports> = { report: onDocumentsBucket(mailReportFiles.prefix, 'PutObject') };
