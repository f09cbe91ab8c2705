import { randomBytes } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { mobileEnv } from '#shared/accounts/env.ts';
import { readCallingCodes } from '#shared/accounts/mobile.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { recoveryQueueEnv } from '#shared/recovery/env.ts';
import { sqsRecoveryRequests } from '#shared/recovery/sqs-recovery-requests.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { readPseudonyms } from '#shared/secrets/secretsmanager-secret.ts';
import { recoverAccess } from './recover-access.ts';

const env = readEnv([...recoveryQueueEnv, ...pseudonymEnv, ...mobileEnv]);
const pseudonyms = await readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);

export const handler = httpApi(
  recoverAccess({
    requests: sqsRecoveryRequests(new SQSClient({ maxAttempts: 3 }), env.RECOVERY_QUEUE_URL),
    pseudonyms,
    callingCodes: readCallingCodes(env.MOBILE_CALLING_CODES),
    newRecoveryId: () => randomBytes(16).toString('base64url'),
    now: () => new Date(),
  }),
);
