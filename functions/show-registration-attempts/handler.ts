import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoAttempts } from '#shared/helpdesk/dynamo-attempts.ts';
import { dynamoIdentifications } from '#shared/helpdesk/dynamo-identifications.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { showRegistrationAttempts } from './show-registration-attempts.ts';

const { PORTAL_TABLE: table } = readEnv(portalTableEnv);
const dynamo = new DynamoDBClient({ maxAttempts: 3 });

export const handler = httpApi(
  showRegistrationAttempts({
    identifications: dynamoIdentifications(dynamo, table),
    attempts: dynamoAttempts(dynamo, table),
    now: () => new Date(),
  }),
);
