import { S3Client } from '@aws-sdk/client-s3';
import { SESClient } from '@aws-sdk/client-ses';
import { dynamoDeliveries } from '#shared/documents/dynamo-deliveries.ts';
import { documentLimitEnv, documentsBucketEnv, mailPaceEnv } from '#shared/documents/env.ts';
import { createMailPace } from '#shared/documents/mail-pace.ts';
import { s3RefusalReports } from '#shared/documents/s3-refusal-reports.ts';
import { s3Uploads } from '#shared/documents/s3-uploads.ts';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { dynamoMailOutcomes } from '#shared/mail-outcomes/dynamo-mail-outcomes.ts';
import { s3MailReports } from '#shared/mail-outcomes/s3-mail-reports.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { readS3Event } from '#shared/runtime/s3-event.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv, registryTableEnv } from '#shared/tables/env.ts';
import { deliverDocument } from './deliver-document.ts';

const env = readEnv([
  ...portalTableEnv,
  ...registryTableEnv,
  ...documentsBucketEnv,
  ...documentLimitEnv,
  ...mailEnv,
  ...mailPaceEnv,
]);
const s3 = new S3Client({ maxAttempts: 3 });
const dynamo = createDynamoClient();
const deliver = deliverDocument({
  deliveries: dynamoDeliveries(dynamo, {
    portal: env.PORTAL_TABLE,
    registry: env.REGISTRY_TABLE,
  }),
  uploads: s3Uploads(s3),
  reports: s3RefusalReports(s3, env.DOCUMENTS_BUCKET),
  // One attempt: a repeated send is a second mail. The queue brings the document back.
  mailer: sesMailer(new SESClient({ maxAttempts: 1 }), sesSettings(env)),
  mailReports: s3MailReports(s3, env.DOCUMENTS_BUCKET),
  mailOutcomes: dynamoMailOutcomes(dynamo, env.PORTAL_TABLE),
  pace: createMailPace(Number(env.MAILS_PER_SECOND)),
  origin: env.PORTAL_ORIGIN,
  largestDocument: Number(env.LARGEST_DOCUMENT),
  now: () => new Date(),
});

export const handler = queueWorker('deliver-document', async ({ body }) => {
  const outcomes = [];
  for (const object of readS3Event(body)) outcomes.push(await deliver(object));
  return outcomes.join(',');
});
