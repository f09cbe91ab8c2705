import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { S3Client } from '@aws-sdk/client-s3';
import { SESClient } from '@aws-sdk/client-ses';
import { dynamoCancellations } from '#shared/cancelling/dynamo-cancellations.ts';
import { finishCancelling } from '#shared/cancelling/finish-cancelling.ts';
import { s3DocumentVersions } from '#shared/cancelling/s3-document-versions.ts';
import { cognitoCredentials } from '#shared/credentials/cognito-credentials.ts';
import { documentsBucketEnv } from '#shared/documents/env.ts';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { finishCancellingMessage } from './finish-cancelling.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv, ...documentsBucketEnv, ...mailEnv]);
const finish = finishCancelling({
  cancellations: dynamoCancellations(createDynamoClient(), env.PORTAL_TABLE),
  versions: s3DocumentVersions(new S3Client({ maxAttempts: 3 }), env.DOCUMENTS_BUCKET),
  credentials: cognitoCredentials(new CognitoIdentityProviderClient({ maxAttempts: 3 }), env.USER_POOL_ID),
  mailer: sesMailer(new SESClient({ maxAttempts: 1 }), sesSettings(env)),
  origin: env.PORTAL_ORIGIN,
  now: () => new Date(),
});

export const handler = queueWorker('finish-cancelling', finishCancellingMessage({ finish }));
