import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SESClient } from '@aws-sdk/client-ses';
import type { ScheduledEvent, SQSEvent } from 'aws-lambda';
import { dynamoUnclaimedUsers } from '#shared/accounts/dynamo-unclaimed-users.ts';
import { dynamoCancellations } from '#shared/cancelling/dynamo-cancellations.ts';
import { finishCancelling } from '#shared/cancelling/finish-cancelling.ts';
import { s3DocumentVersions } from '#shared/cancelling/s3-document-versions.ts';
import { cognitoCredentials } from '#shared/credentials/cognito-credentials.ts';
import { dynamoPasswordTurns } from '#shared/credentials/dynamo-password-turns.ts';
import { documentsBucketEnv } from '#shared/documents/env.ts';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { scheduledRun } from '#shared/runtime/scheduled-run.ts';
import { createRepeatingClient } from '#shared/sign-in/cognito-app-client.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { finishCancellingMessage } from './finish-cancelling.ts';
import { sweepUsers } from './sweep-users.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv, ...documentsBucketEnv, ...mailEnv]);
const dynamo = new DynamoDBClient({ maxAttempts: 3 });
const cognito = createRepeatingClient();
const credentials = cognitoCredentials({ calls: cognito, sets: cognito }, env.USER_POOL_ID);
const now = () => new Date();
const finish = finishCancelling({
  cancellations: dynamoCancellations(dynamo, env.PORTAL_TABLE),
  versions: s3DocumentVersions(new S3Client({ maxAttempts: 3 }), env.DOCUMENTS_BUCKET),
  credentials,
  turns: dynamoPasswordTurns(dynamo, env.PORTAL_TABLE),
  mailer: sesMailer(new SESClient({ maxAttempts: 1 }), sesSettings(env)),
  origin: env.PORTAL_ORIGIN,
  now,
});
const work = queueWorker('finish-cancelling', finishCancellingMessage({ finish }));
const unclaimed = dynamoUnclaimedUsers(dynamo, env.PORTAL_TABLE, credentials);
const sweep = scheduledRun('finish-cancelling', sweepUsers({ unclaimed, now }));

/** The queue brings records; the clock brings none. */
export const handler = (event: SQSEvent | ScheduledEvent) => ('Records' in event ? work(event) : sweep());
