import { dynamoAudit } from '#shared/helpdesk/dynamo-audit.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoSmsHealth } from '#shared/sms-outcomes/dynamo-sms-health.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { showSmsHealth } from './show-sms-health.ts';

const { PORTAL_TABLE: table } = readEnv(portalTableEnv);
const dynamo = createDynamoClient();

export const handler = httpApi(
  showSmsHealth({
    health: dynamoSmsHealth(dynamo, table),
    audit: dynamoAudit(dynamo, table),
    now: () => new Date(),
  }),
);
