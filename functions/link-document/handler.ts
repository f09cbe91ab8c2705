import { S3Client } from '@aws-sdk/client-s3';
import { dynamoDocuments } from '#shared/documents/dynamo-documents.ts';
import { dynamoLinkEvidence } from '#shared/documents/dynamo-link-evidence.ts';
import { documentsBucketEnv } from '#shared/documents/env.ts';
import { s3Links } from '#shared/documents/s3-links.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoAccounts } from '#shared/sessions/dynamo-accounts.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { linkDocument } from './link-document.ts';

const env = readEnv([...portalTableEnv, ...documentsBucketEnv]);
const dynamo = createDynamoClient();

export const handler = httpApi(
  linkDocument({
    accounts: dynamoAccounts(dynamo, env.PORTAL_TABLE),
    documents: dynamoDocuments(dynamo, env.PORTAL_TABLE),
    links: s3Links(new S3Client({ maxAttempts: 3 }), env.DOCUMENTS_BUCKET),
    evidence: dynamoLinkEvidence(dynamo, env.PORTAL_TABLE),
    now: () => new Date(),
  }),
);
