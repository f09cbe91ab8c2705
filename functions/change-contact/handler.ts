import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { mobileEnv } from '#shared/accounts/env.ts';
import { readCallingCodes } from '#shared/accounts/mobile.ts';
import { dynamoContactChanges } from '#shared/contacts/dynamo-contact-changes.ts';
import { createCode, createContactToken } from '#shared/contacts/proofs.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoLimits } from '#shared/limits/dynamo-limits.ts';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { readPseudonyms } from '#shared/secrets/secretsmanager-secret.ts';
import { dynamoAccounts } from '#shared/sessions/dynamo-accounts.ts';
import { createRepeatingClient } from '#shared/sign-in/cognito-app-client.ts';
import { cognitoPasswordCheck } from '#shared/sign-in/cognito-password-check.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { smsEnv } from '#shared/sms/env.ts';
import { smsSettings, smsTexts } from '#shared/sms/sms-messages.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { changeContact } from './change-contact.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv, ...pseudonymEnv, ...mailEnv, ...smsEnv, ...mobileEnv]);
const now = () => new Date();
const dynamo = createDynamoClient();
const [{ pool, checkPassword }, pseudonyms] = await Promise.all([
  cognitoPasswordCheck({ env, dynamo, cognito: createRepeatingClient(), now }),
  readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN),
]);

export const handler = httpApi(
  changeContact({
    accounts: dynamoAccounts(dynamo, env.PORTAL_TABLE),
    checkPassword,
    pool,
    changes: dynamoContactChanges(dynamo, env.PORTAL_TABLE),
    limits: dynamoLimits(dynamo, env.PORTAL_TABLE),
    pseudonyms,
    callingCodes: readCallingCodes(env.MOBILE_CALLING_CODES),
    mailer: sesMailer(new SESClient({ maxAttempts: 3 }), sesSettings(env)),
    sms: smsTexts(new PinpointSMSVoiceV2Client({ maxAttempts: 3 }), smsSettings(env)),
    newToken: createContactToken,
    newCode: createCode,
    origin: env.PORTAL_ORIGIN,
    helpline: env.HELPLINE,
    now,
  }),
);
