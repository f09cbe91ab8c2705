import { dynamoWaitingCorrections } from '#shared/helpdesk/dynamo-waiting-corrections.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { stopCorrection } from './stop-correction.ts';

const { PORTAL_TABLE: table } = readEnv(portalTableEnv);
const corrections = dynamoWaitingCorrections(createDynamoClient(), table);

export const handler = httpApi(stopCorrection({ corrections, now: () => new Date() }));
