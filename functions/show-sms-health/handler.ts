import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoAudit } from '#shared/helpdesk/dynamo-audit.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoSmsHealth } from '#shared/sms-outcomes/dynamo-sms-health.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { showSmsHealth } from './show-sms-health.ts';

const { PORTAL_TABLE: table } = readEnv(portalTableEnv);
const dynamo = new DynamoDBClient({ maxAttempts: 3 });

export const handler = httpApi(
  showSmsHealth({
    health: dynamoSmsHealth(dynamo, table),
    audit: dynamoAudit(dynamo, table),
    now: () => new Date(),
  }),
);
