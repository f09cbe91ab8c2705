import { mailer } from '#shared/messages/mail/compose.ts';
import { s3 } from '#shared/platform/clients/s3-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { now } from '#shared/platform/now.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoMailLog } from './dynamo-mail-log.ts';
import { dynamoMailOutcomes } from './dynamo-mail-outcomes.ts';
import { followedMailer } from './followed-mailer.ts';
import { s3MailReports } from './s3-mail-reports.ts';

const portal = () => readVariable('PORTAL_TABLE');

export const mailLog = () => dynamoMailLog(dynamo(), portal());
export const mailOutcomes = () => dynamoMailOutcomes(dynamo(), portal());
export const mailReports = () => s3MailReports(s3(), readVariable('DOCUMENTS_BUCKET'));

/** A mailer whose mails to an account are kept for the helpdesk (R10.2); `attempts` as of `mailer`. */
export const notedMailer = (attempts = 3) => followedMailer(mailer(attempts), mailLog(), now);
