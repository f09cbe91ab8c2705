import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoSmsLog } from '#shared/sms-outcomes/dynamo-sms-log.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { recordSmsOutcome } from './record-sms-outcome.ts';

const { PORTAL_TABLE: table } = readEnv(portalTableEnv);
const record = recordSmsOutcome(dynamoSmsLog(new DynamoDBClient({ maxAttempts: 3 }), table));

export const handler = queueWorker('record-sms-outcome', ({ body }) => record(body));
