import { setTimeout as pause } from 'node:timers/promises';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { cognitoCredentials } from '#shared/credentials/cognito-credentials.ts';
import { dynamoSessionCutoff } from '#shared/credentials/dynamo-session-cutoff.ts';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { dynamoMailLog } from '#shared/mail-outcomes/dynamo-mail-log.ts';
import { followedMailer } from '#shared/mail-outcomes/followed-mailer.ts';
import { dynamoRecoveries } from '#shared/recovery/dynamo-recoveries.ts';
import { recoveryPasswordOf } from '#shared/recovery/recovery-password.ts';
import { readRecoveryRequest } from '#shared/recovery/recovery-request.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { readPseudonyms } from '#shared/secrets/secretsmanager-secret.ts';
import { dynamoGuard } from '#shared/sign-in/dynamo-guard.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { workRecoveries } from './work-recoveries.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv, ...pseudonymEnv, ...mailEnv]);
const dynamo = createDynamoClient();
const pseudonyms = await readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);
const now = () => new Date();
const recover = workRecoveries({
  recoveries: dynamoRecoveries(dynamo, env.PORTAL_TABLE),
  credentials: cognitoCredentials(new CognitoIdentityProviderClient({ maxAttempts: 3 }), env.USER_POOL_ID),
  cutoff: dynamoSessionCutoff(dynamo, env.PORTAL_TABLE),
  guard: dynamoGuard(dynamo, env.PORTAL_TABLE, now),
  passwordOf: recoveryPasswordOf(pseudonyms),
  // One attempt: a repeated send is a second mail. What was certainly not sent is repeated by the worker itself.
  mailer: followedMailer(
    sesMailer(new SESClient({ maxAttempts: 1 }), sesSettings(env)),
    dynamoMailLog(dynamo, env.PORTAL_TABLE),
    now,
  ),
  origin: env.PORTAL_ORIGIN,
  now,
  pause: (ms) => pause(ms),
});

export const handler = queueWorker('work-recoveries', ({ body }) => recover(readRecoveryRequest(body)));
