import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { readEnv } from '#shared/runtime/read-env.ts';
import { smsEnv } from '#shared/sms/env.ts';
import { smsSettings } from '#shared/sms/sms-messages.ts';
import { readCanary } from '#shared/sms-outcomes/dynamo-sms-health.ts';
import { dynamoSmsLog } from '#shared/sms-outcomes/dynamo-sms-log.ts';
import { smsCanaryEnv } from '#shared/sms-outcomes/env.ts';
import { smsCanary } from '#shared/sms-outcomes/sms-canary.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { sendSmsCanary } from './send-sms-canary.ts';

const env = readEnv([...portalTableEnv, ...smsEnv, ...smsCanaryEnv]);
const dynamo = createDynamoClient();

export const handler = sendSmsCanary({
  smsLog: dynamoSmsLog(dynamo, env.PORTAL_TABLE),
  lastCanary: () => readCanary(dynamo, env.PORTAL_TABLE),
  send: smsCanary(new PinpointSMSVoiceV2Client({ maxAttempts: 3 }), smsSettings(env), env.SMS_CANARY_NUMBER),
  now: () => new Date(),
});
