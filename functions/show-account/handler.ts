import { dynamoCallers } from '#shared/helpdesk/dynamo-callers.ts';
import { dynamoCorrections } from '#shared/helpdesk/dynamo-corrections.ts';
import { dynamoIdentifications } from '#shared/helpdesk/dynamo-identifications.ts';
import { dynamoMessages } from '#shared/helpdesk/dynamo-messages.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoGuard } from '#shared/sign-in/dynamo-guard.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { showAccount } from './show-account.ts';

const { PORTAL_TABLE: table } = readEnv(portalTableEnv);
const dynamo = createDynamoClient();
const now = () => new Date();

export const handler = httpApi(
  showAccount({
    identifications: dynamoIdentifications(dynamo, table),
    callers: dynamoCallers(dynamo, table),
    corrections: dynamoCorrections(dynamo, table),
    guard: dynamoGuard(dynamo, table, now),
    messages: dynamoMessages(dynamo, table),
    now,
  }),
);
