import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoAccounts } from '#shared/sessions/dynamo-accounts.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { getAccount } from './get-account.ts';

const env = readEnv(portalTableEnv);

export const handler = httpApi(
  getAccount({ accounts: dynamoAccounts(new DynamoDBClient({ maxAttempts: 3 }), env.PORTAL_TABLE) }),
);
