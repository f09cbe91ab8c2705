import { S3Client } from '@aws-sdk/client-s3';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamoCancellations } from '#shared/cancelling/dynamo-cancellations.ts';
import { cancellationQueueEnv } from '#shared/cancelling/env.ts';
import { s3DocumentVersions } from '#shared/cancelling/s3-document-versions.ts';
import { sqsFinishingRequests } from '#shared/cancelling/sqs-finishing-requests.ts';
import { cognitoCredentials } from '#shared/credentials/cognito-credentials.ts';
import { documentsBucketEnv } from '#shared/documents/env.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoAccounts } from '#shared/sessions/dynamo-accounts.ts';
import { createRepeatingClient } from '#shared/sign-in/cognito-app-client.ts';
import { cognitoPasswordCheck } from '#shared/sign-in/cognito-password-check.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { cancelRegistration } from './cancel-registration.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv, ...documentsBucketEnv, ...mailEnv, ...cancellationQueueEnv]);
const now = () => new Date();
const cognito = createRepeatingClient();
const dynamo = createDynamoClient();
const { pool, checkPassword } = await cognitoPasswordCheck({ env, dynamo, cognito, now });

export const handler = httpApi(
  cancelRegistration({
    accounts: dynamoAccounts(dynamo, env.PORTAL_TABLE),
    checkPassword,
    pool,
    credentials: cognitoCredentials(cognito, env.USER_POOL_ID),
    cancellations: dynamoCancellations(dynamo, env.PORTAL_TABLE),
    versions: s3DocumentVersions(new S3Client({ maxAttempts: 3 }), env.DOCUMENTS_BUCKET),
    finishing: sqsFinishingRequests(new SQSClient({ maxAttempts: 3 }), env.CANCELLATION_QUEUE_URL),
    mailer: sesMailer(new SESClient({ maxAttempts: 1 }), sesSettings(env)),
    origin: env.PORTAL_ORIGIN,
    now,
  }),
);
