import { dynamoWaitingCorrections } from '#shared/helpdesk/dynamo-waiting-corrections.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { scheduledRun } from '#shared/runtime/scheduled-run.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { applyCorrections } from './apply-corrections.ts';

const { PORTAL_TABLE: table } = readEnv(portalTableEnv);
const corrections = dynamoWaitingCorrections(createDynamoClient(), table);

export const handler = scheduledRun('apply-corrections', applyCorrections({ corrections, now: () => new Date() }));
