import { setTimeout as pause } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { dynamoOutbox } from '#shared/changes/dynamo-outbox.ts';
import { s3ChangeFiles } from '#shared/changes/s3-change-files.ts';
import { documentsBucketEnv } from '#shared/documents/env.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { scheduledRun } from '#shared/runtime/scheduled-run.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { publishChanges } from './publish-changes.ts';

const env = readEnv([...portalTableEnv, ...documentsBucketEnv]);
const publish = publishChanges({
  outbox: dynamoOutbox(createDynamoClient(), env.PORTAL_TABLE),
  files: s3ChangeFiles(new S3Client({ maxAttempts: 3 }), env.DOCUMENTS_BUCKET),
  now: () => new Date(),
  pause: (ms) => pause(ms),
});

export const handler = scheduledRun('publish-changes', publish);
