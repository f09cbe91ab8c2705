import { randomUUID } from 'node:crypto';
import { dynamoAuthenticity } from '#shared/documents/authenticity/dynamo-authenticity.ts';
import { dynamoAllowanceCounts } from '#shared/documents/delivery/dynamo-allowance-counts.ts';
import { dynamoDeliveries } from '#shared/documents/delivery/dynamo-deliveries.ts';
import { dynamoWaitingMails } from '#shared/documents/delivery/dynamo-waiting-mails.ts';
import { createMailAllowance } from '#shared/documents/delivery/mail-allowance.ts';
import { createMailPace } from '#shared/documents/delivery/mail-pace.ts';
import { s3RefusalReports } from '#shared/documents/delivery/s3-refusal-reports.ts';
import { s3Uploads } from '#shared/documents/delivery/s3-uploads.ts';
import { dynamoDocuments } from '#shared/documents/reading/dynamo-documents.ts';
import { dynamoIssuedLinks, dynamoLinkNotes } from '#shared/documents/reading/dynamo-link-evidence.ts';
import { s3Links } from '#shared/documents/reading/s3-links.ts';
import { dynamoReminders } from '#shared/documents/reminders/dynamo-reminders.ts';
import { dynamoStoredVersions } from '#shared/documents/retention/dynamo-stored-versions.ts';
import { s3DocumentVersions } from '#shared/documents/retention/s3-document-versions.ts';
import { dynamoWithdrawals } from '#shared/documents/withdrawal/dynamo-withdrawals.ts';
import { s3WithdrawalMarkers, s3WithdrawalReports } from '#shared/documents/withdrawal/s3-withdrawals.ts';
import { sqsRedeliveries } from '#shared/documents/withdrawal/sqs-redeliveries.ts';
import { provedMailing } from '#shared/messages/compose.ts';
import { sesMailQuota } from '#shared/messages/mail/ses-mail-quota.ts';
import { s3 } from '#shared/platform/clients/s3-client.ts';
import { ses } from '#shared/platform/clients/ses-client.ts';
import { sqs } from '#shared/platform/clients/sqs-client.ts';
import { evidenceYears } from '#shared/platform/compose.ts';
import { now, readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoMailOutcomes } from './mail-outcomes/dynamo-mail-outcomes.ts';
import { s3MailReports } from './mail-outcomes/s3-mail-reports.ts';

// Makes the adapters of this area for the handlers. Each reads its variables when it is called, so a function needs only the
// variables of the adapters that it uses (access.ts).

const portal = () => readVariable('PORTAL_TABLE');
const bucket = () => readVariable('DOCUMENTS_BUCKET');

export const authenticity = () => dynamoAuthenticity(dynamo(), portal());
export const documents = () => dynamoDocuments(dynamo(), portal());
export const linkNotes = () => dynamoLinkNotes(dynamo(), portal(), evidenceYears());
export const issuedLinks = () => dynamoIssuedLinks(dynamo(), portal());
export const links = () =>
  s3Links(dynamo().config, bucket(), process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL);
export const deliveries = () =>
  dynamoDeliveries(dynamo(), { portal: portal(), registry: readVariable('REGISTRY_TABLE') }, evidenceYears());
export const refusalReports = () => s3RefusalReports(s3(), bucket());
export const uploads = () => s3Uploads(s3());
export const reminders = () => dynamoReminders(dynamo(), portal());
export const storedVersions = () => dynamoStoredVersions(dynamo(), portal());
export const documentVersions = () => s3DocumentVersions(s3(), bucket());
export const withdrawals = () => dynamoWithdrawals(dynamo(), portal());
export const withdrawalMarkers = () => s3WithdrawalMarkers(s3());
export const redeliveries = () => sqsRedeliveries(sqs(), readVariable('DELIVERY_QUEUE_URL'));
export const withdrawalReports = () => s3WithdrawalReports(s3(), bucket());

/** Whether mails about documents say their kind and policy (R5.1). */
export const namesDocuments = () => readVariable('DOCUMENTS_NAMED_IN_MAILS') === 'on';
/** The size of the largest document that is delivered, in bytes (R9.3). */
export const largestDocument = () => Number(readVariable('LARGEST_DOCUMENT'));
export const mailPace = () => createMailPace(Number(readVariable('MAILS_PER_SECOND')));

/** How many waiting mails a run hands back: as many as all workers send in a minute, but no more than a run can handle. */
export const mailsPerMinute = () => Math.min(3000, Math.ceil(60 * Number(readVariable('DOCUMENT_MAILS_PER_SECOND'))));
export const mailAllowance = () =>
  createMailAllowance(dynamoAllowanceCounts(dynamo(), portal()), sesMailQuota(ses(1)), () => now().getTime());
export const waitingMails = () => dynamoWaitingMails(dynamo(), portal(), randomUUID);
export const mailOutcomes = () => dynamoMailOutcomes(dynamo(), portal());
export const mailReports = () => s3MailReports(s3(), bucket());

/**
 * The dependencies of mailing about documents. One attempt at a mail, because a retry could send a second one; the queue delivers
 * the event again.
 */
export const documentMailing = () => ({
  ...provedMailing(1),
  mailReports: mailReports(),
  mailOutcomes: mailOutcomes(),
  pace: mailPace(),
  namesDocuments: namesDocuments(),
  allowance: mailAllowance(),
  waiting: waitingMails(),
});

/** The dependencies of taking a document in. */
export const takingIn = () => ({
  deliveries: deliveries(),
  stored: storedVersions(),
  uploads: uploads(),
  reports: refusalReports(),
  largestDocument: largestDocument(),
});

/** The dependencies of withdrawing a document. */
export const withdrawing = () => ({
  withdrawals: withdrawals(),
  markers: withdrawalMarkers(),
  reports: withdrawalReports(),
  redeliveries: redeliveries(),
});
