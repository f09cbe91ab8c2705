import { dynamoDocuments } from '#shared/documents/dynamo-documents.ts';
import { dynamoLinkEvidence } from '#shared/documents/dynamo-link-evidence.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoAccounts } from '#shared/sessions/dynamo-accounts.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { listEvidence } from './list-evidence.ts';

const env = readEnv(portalTableEnv);
const dynamo = createDynamoClient();

export const handler = httpApi(
  listEvidence({
    accounts: dynamoAccounts(dynamo, env.PORTAL_TABLE),
    documents: dynamoDocuments(dynamo, env.PORTAL_TABLE),
    links: dynamoLinkEvidence(dynamo, env.PORTAL_TABLE),
    now: () => new Date(),
  }),
);
