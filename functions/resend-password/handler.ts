import { setTimeout as pause } from 'node:timers/promises';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { generatePassword } from '#shared/accounts/generated-password.ts';
import { cognitoCredentials } from '#shared/credentials/cognito-credentials.ts';
import { dynamoSessionCutoff } from '#shared/credentials/dynamo-session-cutoff.ts';
import { dynamoAudit } from '#shared/helpdesk/dynamo-audit.ts';
import { dynamoCallers } from '#shared/helpdesk/dynamo-callers.ts';
import { dynamoIdentifications } from '#shared/helpdesk/dynamo-identifications.ts';
import { helpdeskPasswordsEnv } from '#shared/helpdesk/env.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoLimits } from '#shared/limits/dynamo-limits.ts';
import { readLimit } from '#shared/limits/limits.ts';
import { dynamoLinks } from '#shared/registration/dynamo-links.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { smsEnv } from '#shared/sms/env.ts';
import { smsMessages, smsSettings } from '#shared/sms/sms-messages.ts';
import { dynamoSmsLog } from '#shared/sms-outcomes/dynamo-sms-log.ts';
import { followedSms } from '#shared/sms-outcomes/followed-sms.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { resendPassword } from './resend-password.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv, ...smsEnv, ...helpdeskPasswordsEnv]);
const dynamo = createDynamoClient();
const sms = smsMessages(new PinpointSMSVoiceV2Client({ maxAttempts: 3 }), smsSettings(env));
const now = () => new Date();

export const handler = httpApi(
  resendPassword({
    identifications: dynamoIdentifications(dynamo, env.PORTAL_TABLE),
    callers: dynamoCallers(dynamo, env.PORTAL_TABLE),
    audit: dynamoAudit(dynamo, env.PORTAL_TABLE),
    limits: dynamoLimits(dynamo, env.PORTAL_TABLE),
    credentials: cognitoCredentials(new CognitoIdentityProviderClient({ maxAttempts: 3 }), env.USER_POOL_ID),
    cutoff: dynamoSessionCutoff(dynamo, env.PORTAL_TABLE),
    registrations: dynamoLinks(dynamo, env.PORTAL_TABLE),
    sms: followedSms(sms, dynamoSmsLog(dynamo, env.PORTAL_TABLE), now),
    newPassword: () => generatePassword(),
    passwordsPerPerson: readLimit(env.HELPDESK_PASSWORDS_PER_PERSON),
    pause: (ms) => pause(ms),
    now,
  }),
);
