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
import { dynamoAudit } from '#shared/helpdesk/dynamo-audit.ts';
import { dynamoCallers } from '#shared/helpdesk/dynamo-callers.ts';
import { dynamoIdentifications } from '#shared/helpdesk/dynamo-identifications.ts';
import { helpdeskPasswordsEnv } from '#shared/helpdesk/env.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoLimits } from '#shared/limits/dynamo-limits.ts';
import { readLimit } from '#shared/limits/limits.ts';
import { dynamoLinks } from '#shared/registration/dynamo-links.ts';
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
import { resendPassword } from './resend-password.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv, ...smsEnv, ...helpdeskPasswordsEnv, ...pseudonymEnv]);
const dynamo = new DynamoDBClient({ maxAttempts: 3 });
const pseudonyms = await readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);
const sms = smsMessages(new PinpointSMSVoiceV2Client({ maxAttempts: 3 }), smsSettings(env));
const now = () => new Date();

export const handler = httpApi(
  resendPassword({
    identifications: dynamoIdentifications(dynamo, env.PORTAL_TABLE),
    callers: dynamoCallers(dynamo, env.PORTAL_TABLE),
    audit: dynamoAudit(dynamo, env.PORTAL_TABLE),
    limits: dynamoLimits(dynamo, env.PORTAL_TABLE),
    credentials: cognitoCredentials({ calls: createRepeatingClient(), sets: createPasswordClient() }, env.USER_POOL_ID),
    turns: dynamoPasswordTurns(dynamo, env.PORTAL_TABLE),
    newTurnId,
    cutoff: dynamoSessionCutoff(dynamo, env.PORTAL_TABLE),
    registrations: dynamoLinks(dynamo, env.PORTAL_TABLE),
    sms: followedSms(sms, dynamoSmsLog(dynamo, env.PORTAL_TABLE), now),
    passwordOf: smsPasswordOf(pseudonyms),
    secretVersion: pseudonyms.version,
    passwordsPerPerson: readLimit(env.HELPDESK_PASSWORDS_PER_PERSON),
    pause: (ms) => pause(ms),
    now,
  }),
);
