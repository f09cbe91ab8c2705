import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { dynamoContactChanges } from '#shared/contacts/dynamo-contact-changes.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { dynamoMailLog } from '#shared/mail-outcomes/dynamo-mail-log.ts';
import { followedMailer } from '#shared/mail-outcomes/followed-mailer.ts';
import { dynamoNotices } from '#shared/notices/dynamo-notices.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { readPseudonyms } from '#shared/secrets/secretsmanager-secret.ts';
import { dynamoAccounts } from '#shared/sessions/dynamo-accounts.ts';
import { smsEnv } from '#shared/sms/env.ts';
import { smsSettings, smsTexts } from '#shared/sms/sms-messages.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { confirmMobile } from './confirm-mobile.ts';

const env = readEnv([...portalTableEnv, ...pseudonymEnv, ...mailEnv, ...smsEnv]);
const dynamo = createDynamoClient();
const pseudonyms = await readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);
const now = () => new Date();

export const handler = httpApi(
  confirmMobile({
    accounts: dynamoAccounts(dynamo, env.PORTAL_TABLE),
    changes: dynamoContactChanges(dynamo, env.PORTAL_TABLE),
    pseudonyms,
    notices: dynamoNotices(dynamo, env.PORTAL_TABLE),
    // One attempt: a repeated send is a second message. What was not taken waits for send-notices.
    mailer: followedMailer(
      sesMailer(new SESClient({ maxAttempts: 1 }), sesSettings(env)),
      dynamoMailLog(dynamo, env.PORTAL_TABLE),
      now,
    ),
    sms: smsTexts(new PinpointSMSVoiceV2Client({ maxAttempts: 1 }), smsSettings(env)),
    origin: env.PORTAL_ORIGIN,
    now,
  }),
);
