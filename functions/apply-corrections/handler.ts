import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoWaitingCorrections } from '#shared/helpdesk/dynamo-waiting-corrections.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { scheduledRun } from '#shared/runtime/scheduled-run.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { applyCorrections } from './apply-corrections.ts';

const { PORTAL_TABLE: table } = readEnv(portalTableEnv);
const corrections = dynamoWaitingCorrections(new DynamoDBClient({ maxAttempts: 3 }), table);

export const handler = scheduledRun('apply-corrections', applyCorrections({ corrections, now: () => new Date() }));
