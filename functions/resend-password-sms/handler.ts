import { setTimeout as pause } from 'node:timers/promises';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { cognitoAccounts } from '#shared/accounts/cognito-accounts.ts';
import { generatePassword } from '#shared/accounts/generated-password.ts';
import { dynamoSessionCutoff } from '#shared/credentials/dynamo-session-cutoff.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoLimits } from '#shared/limits/dynamo-limits.ts';
import { passwordSmsLimitEnv } from '#shared/limits/env.ts';
import { readLimit } from '#shared/limits/limits.ts';
import { dynamoLinks } from '#shared/registration/dynamo-links.ts';
import { dynamoUnclaimedAccounts } from '#shared/registration/dynamo-unclaimed-accounts.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { smsEnv } from '#shared/sms/env.ts';
import { smsMessages, smsSettings } from '#shared/sms/sms-messages.ts';
import { dynamoSmsLog } from '#shared/sms-outcomes/dynamo-sms-log.ts';
import { followedSms } from '#shared/sms-outcomes/followed-sms.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { resendPasswordSms } from './resend-password-sms.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv, ...smsEnv, ...passwordSmsLimitEnv]);
const dynamo = createDynamoClient();

export const handler = httpApi(
  resendPasswordSms({
    registrations: dynamoLinks(dynamo, env.PORTAL_TABLE),
    accounts: dynamoUnclaimedAccounts(dynamo, env.PORTAL_TABLE),
    limits: dynamoLimits(dynamo, env.PORTAL_TABLE),
    pool: cognitoAccounts(new CognitoIdentityProviderClient({ maxAttempts: 3 }), env.USER_POOL_ID),
    sms: followedSms(
      smsMessages(new PinpointSMSVoiceV2Client({ maxAttempts: 3 }), smsSettings(env)),
      dynamoSmsLog(dynamo, env.PORTAL_TABLE),
      () => new Date(),
    ),
    newPassword: () => generatePassword(),
    smsPerRegistration: readLimit(env.PASSWORD_SMS_PER_REGISTRATION),
    cutoff: dynamoSessionCutoff(dynamo, env.PORTAL_TABLE),
    now: () => new Date(),
    pause: (ms) => pause(ms),
  }),
);
