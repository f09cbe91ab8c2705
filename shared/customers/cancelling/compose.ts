import { s3 } from '#shared/platform/clients/s3-client.ts';
import { sqs } from '#shared/platform/clients/sqs-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoCancellations } from './dynamo-cancellations.ts';
import { s3DocumentVersions } from './s3-document-versions.ts';
import { sqsFinishingRequests } from './sqs-finishing-requests.ts';

export const cancellations = () => dynamoCancellations(dynamo(), readVariable('PORTAL_TABLE'));
export const documentVersions = () => s3DocumentVersions(s3(), readVariable('DOCUMENTS_BUCKET'));
export const finishingRequests = () => sqsFinishingRequests(sqs(), readVariable('CANCELLATION_QUEUE_URL'));
