import { readVariable } from '#shared/platform/environment.ts';
import { s3 } from '#shared/platform/s3-client.ts';
import { sqs } from '#shared/platform/sqs-client.ts';
import { dynamo } from '#shared/tables/dynamo-function-client.ts';
import { dynamoAuthenticity } from './dynamo-authenticity.ts';
import { dynamoDeliveries } from './dynamo-deliveries.ts';
import { dynamoDocuments } from './dynamo-documents.ts';
import { dynamoLinkEvidence } from './dynamo-link-evidence.ts';
import { dynamoWithdrawals } from './dynamo-withdrawals.ts';
import { createMailPace } from './mail-pace.ts';
import { s3Links } from './s3-links.ts';
import { s3RefusalReports } from './s3-refusal-reports.ts';
import { s3Uploads } from './s3-uploads.ts';
import { s3WithdrawalMarkers } from './s3-withdrawal-markers.ts';
import { s3WithdrawalReports } from './s3-withdrawal-reports.ts';
import { sqsRedeliveries } from './sqs-redeliveries.ts';

const portal = () => readVariable('PORTAL_TABLE');
const bucket = () => readVariable('DOCUMENTS_BUCKET');

export const authenticity = () => dynamoAuthenticity(dynamo(), portal());
export const documents = () => dynamoDocuments(dynamo(), portal());
export const linkEvidence = () => dynamoLinkEvidence(dynamo(), portal());
export const links = () => s3Links(s3(), bucket());
export const deliveries = () =>
  dynamoDeliveries(dynamo(), { portal: portal(), registry: readVariable('REGISTRY_TABLE') });
export const refusalReports = () => s3RefusalReports(s3(), bucket());
export const uploads = () => s3Uploads(s3());
export const withdrawals = () => dynamoWithdrawals(dynamo(), portal());
export const withdrawalMarkers = () => s3WithdrawalMarkers(s3());
export const redeliveries = () => sqsRedeliveries(sqs(), readVariable('DELIVERY_QUEUE_URL'));
export const withdrawalReports = () => s3WithdrawalReports(s3(), bucket());

/** The largest document that is delivered, in bytes (R9.3). */
export const largestDocument = () => Number(readVariable('LARGEST_DOCUMENT'));
export const mailPace = () => createMailPace(Number(readVariable('MAILS_PER_SECOND')));
