import { S3Client } from '@aws-sdk/client-s3';
import { dynamoWithdrawals } from '#shared/documents/dynamo-withdrawals.ts';
import { documentsBucketEnv } from '#shared/documents/env.ts';
import { s3WithdrawalMarkers } from '#shared/documents/s3-withdrawal-markers.ts';
import { s3WithdrawalReports } from '#shared/documents/s3-withdrawal-reports.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { readS3Event } from '#shared/runtime/s3-event.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { withdrawDocument } from './withdraw-document.ts';

const env = readEnv([...portalTableEnv, ...documentsBucketEnv]);
const s3 = new S3Client({ maxAttempts: 3 });
const withdraw = withdrawDocument({
  withdrawals: dynamoWithdrawals(createDynamoClient(), env.PORTAL_TABLE),
  markers: s3WithdrawalMarkers(s3),
  reports: s3WithdrawalReports(s3, env.DOCUMENTS_BUCKET),
});

export const handler = queueWorker('withdraw-document', async ({ body }) => {
  const outcomes = [];
  for (const object of readS3Event(body)) outcomes.push(await withdraw(object));
  return outcomes.join(',');
});
