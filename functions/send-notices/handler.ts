import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SESClient } from '@aws-sdk/client-ses';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { dynamoMailLog } from '#shared/mail-outcomes/dynamo-mail-log.ts';
import { followedMailer } from '#shared/mail-outcomes/followed-mailer.ts';
import { dynamoNotices } from '#shared/notices/dynamo-notices.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { scheduledRun } from '#shared/runtime/scheduled-run.ts';
import { smsEnv } from '#shared/sms/env.ts';
import { smsSettings, smsTexts } from '#shared/sms/sms-messages.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { sendNotices } from './send-notices.ts';

const env = readEnv([...portalTableEnv, ...mailEnv, ...smsEnv]);
const dynamo = createDynamoClient();
const now = () => new Date();
const send = sendNotices({
  notices: dynamoNotices(dynamo, env.PORTAL_TABLE),
  // One attempt: a repeated send is a second message.
  mailer: followedMailer(
    sesMailer(new SESClient({ maxAttempts: 1 }), sesSettings(env)),
    dynamoMailLog(dynamo, env.PORTAL_TABLE),
    now,
  ),
  sms: smsTexts(new PinpointSMSVoiceV2Client({ maxAttempts: 1 }), smsSettings(env)),
  origin: env.PORTAL_ORIGIN,
  now,
});

export const handler = scheduledRun('send-notices', send);
