import { sqs } from '#shared/platform/clients/sqs-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoRecoveries } from './dynamo-recoveries.ts';
import { sqsRecoveryRequests } from './sqs-recovery-requests.ts';

export const recoveries = () => dynamoRecoveries(dynamo(), readVariable('PORTAL_TABLE'));
export const recoveryRequests = () => sqsRecoveryRequests(sqs(), readVariable('RECOVERY_QUEUE_URL'));
