import { S3Client } from '@aws-sdk/client-s3';
import { dynamoCancellations } from '#shared/cancelling/dynamo-cancellations.ts';
import { documentsBucketEnv } from '#shared/documents/env.ts';
import { dynamoMailLog } from '#shared/mail-outcomes/dynamo-mail-log.ts';
import { dynamoMailOutcomes } from '#shared/mail-outcomes/dynamo-mail-outcomes.ts';
import { recordFollowedMail } from '#shared/mail-outcomes/mail-log.ts';
import { s3MailReports } from '#shared/mail-outcomes/s3-mail-reports.ts';
import { markTaken } from '#shared/mail-outcomes/taken-mail.ts';
import { dynamoNotices } from '#shared/notices/dynamo-notices.ts';
import { dynamoRecoveries } from '#shared/recovery/dynamo-recoveries.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { recordMailOutcome } from './record-mail-outcome.ts';

const env = readEnv([...portalTableEnv, ...documentsBucketEnv]);
const dynamo = createDynamoClient();
const record = recordMailOutcome({
  outcomes: dynamoMailOutcomes(dynamo, env.PORTAL_TABLE),
  reports: s3MailReports(new S3Client({ maxAttempts: 3 }), env.DOCUMENTS_BUCKET),
});

const mailLog = dynamoMailLog(dynamo, env.PORTAL_TABLE);
const senders = {
  notices: dynamoNotices(dynamo, env.PORTAL_TABLE),
  cancellations: dynamoCancellations(dynamo, env.PORTAL_TABLE),
  recoveries: dynamoRecoveries(dynamo, env.PORTAL_TABLE),
};

export const handler = queueWorker('record-mail-outcome', async ({ body }) => {
  const taken = await markTaken(senders, body);
  return (await recordFollowedMail(mailLog, body)) ?? taken ?? record(body);
});
