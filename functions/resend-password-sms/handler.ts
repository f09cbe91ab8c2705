import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createPasswordClient } from '#shared/credentials/cognito-answered.ts';
import { cognitoCredentials } from '#shared/credentials/cognito-credentials.ts';
import { dynamoPasswordTurns } from '#shared/credentials/dynamo-password-turns.ts';
import { dynamoSessionCutoff } from '#shared/credentials/dynamo-session-cutoff.ts';
import { newTurnId } from '#shared/credentials/new-turn-id.ts';
import { smsPasswordOf } from '#shared/credentials/sms-password.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoLimits } from '#shared/limits/dynamo-limits.ts';
import { passwordSmsLimitEnv } from '#shared/limits/env.ts';
import { readLimit } from '#shared/limits/limits.ts';
import { dynamoLinks } from '#shared/registration/dynamo-links.ts';
import { dynamoUnclaimedAccounts } from '#shared/registration/dynamo-unclaimed-accounts.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { readPseudonyms } from '#shared/secrets/secretsmanager-secret.ts';
import { createRepeatingClient } from '#shared/sign-in/cognito-app-client.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { smsEnv } from '#shared/sms/env.ts';
import { smsMessages, smsSettings } from '#shared/sms/sms-messages.ts';
import { dynamoSmsLog } from '#shared/sms-outcomes/dynamo-sms-log.ts';
import { followedSms } from '#shared/sms-outcomes/followed-sms.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { resendPasswordSms } from './resend-password-sms.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv, ...smsEnv, ...passwordSmsLimitEnv, ...pseudonymEnv]);
const dynamo = new DynamoDBClient({ maxAttempts: 3 });
const pseudonyms = await readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);

export const handler = httpApi(
  resendPasswordSms({
    registrations: dynamoLinks(dynamo, env.PORTAL_TABLE),
    accounts: dynamoUnclaimedAccounts(dynamo, env.PORTAL_TABLE),
    limits: dynamoLimits(dynamo, env.PORTAL_TABLE),
    credentials: cognitoCredentials({ calls: createRepeatingClient(), sets: createPasswordClient() }, env.USER_POOL_ID),
    turns: dynamoPasswordTurns(dynamo, env.PORTAL_TABLE),
    newTurnId,
    sms: followedSms(
      smsMessages(new PinpointSMSVoiceV2Client({ maxAttempts: 3 }), smsSettings(env)),
      dynamoSmsLog(dynamo, env.PORTAL_TABLE),
      () => new Date(),
    ),
    passwordOf: smsPasswordOf(pseudonyms),
    secretVersion: pseudonyms.version,
    smsPerRegistration: readLimit(env.PASSWORD_SMS_PER_REGISTRATION),
    cutoff: dynamoSessionCutoff(dynamo, env.PORTAL_TABLE),
    now: () => new Date(),
    pause: (ms) => pause(ms),
  }),
);
