import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { dynamoNotices } from '#shared/policies/dynamo-notices.ts';
import { log } from '#shared/runtime/log.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { sendNotices } from './send-notices.ts';

const env = readEnv([...portalTableEnv, ...mailEnv]);
const send = sendNotices({
  notices: dynamoNotices(new DynamoDBClient({ maxAttempts: 3 }), env.PORTAL_TABLE),
  // One attempt: a repeated send is a second mail.
  mailer: sesMailer(new SESClient({ maxAttempts: 1 }), sesSettings(env)),
  origin: env.PORTAL_ORIGIN,
  now: () => new Date(),
});

export const handler = async () => {
  log.info('run', { operation: 'send-notices', ...(await send()) });
};
