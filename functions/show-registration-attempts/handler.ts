import { dynamoAttempts } from '#shared/helpdesk/dynamo-attempts.ts';
import { dynamoIdentifications } from '#shared/helpdesk/dynamo-identifications.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { showRegistrationAttempts } from './show-registration-attempts.ts';

const { PORTAL_TABLE: table } = readEnv(portalTableEnv);
const dynamo = createDynamoClient();

export const handler = httpApi(
  showRegistrationAttempts({
    identifications: dynamoIdentifications(dynamo, table),
    attempts: dynamoAttempts(dynamo, table),
    now: () => new Date(),
  }),
);
