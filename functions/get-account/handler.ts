import { dynamoContactChanges } from '#shared/contacts/dynamo-contact-changes.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoAccounts } from '#shared/sessions/dynamo-accounts.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { getAccount } from './get-account.ts';

const env = readEnv(portalTableEnv);
const dynamo = createDynamoClient();

export const handler = httpApi(
  getAccount({
    accounts: dynamoAccounts(dynamo, env.PORTAL_TABLE),
    changes: dynamoContactChanges(dynamo, env.PORTAL_TABLE),
    now: () => new Date(),
  }),
);
