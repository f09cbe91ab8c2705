import { dynamoDocuments } from '#shared/documents/dynamo-documents.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoAccounts } from '#shared/sessions/dynamo-accounts.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { listDocuments } from './list-documents.ts';

const env = readEnv(portalTableEnv);
const dynamo = createDynamoClient();

export const handler = httpApi(
  listDocuments({
    accounts: dynamoAccounts(dynamo, env.PORTAL_TABLE),
    documents: dynamoDocuments(dynamo, env.PORTAL_TABLE),
    now: () => new Date(),
  }),
);
