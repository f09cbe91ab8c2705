import { SESClient } from '@aws-sdk/client-ses';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoLimits } from '#shared/limits/dynamo-limits.ts';
import { confirmationMailLimitEnv } from '#shared/limits/env.ts';
import { readLimit } from '#shared/limits/limits.ts';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { dynamoLinks } from '#shared/registration/dynamo-links.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { resendConfirmation } from './resend-confirmation.ts';

const env = readEnv([...portalTableEnv, ...mailEnv, ...confirmationMailLimitEnv]);
const dynamo = createDynamoClient();

export const handler = httpApi(
  resendConfirmation({
    registrations: dynamoLinks(dynamo, env.PORTAL_TABLE),
    limits: dynamoLimits(dynamo, env.PORTAL_TABLE),
    mailer: sesMailer(new SESClient({ maxAttempts: 3 }), sesSettings(env)),
    origin: env.PORTAL_ORIGIN,
    helpline: env.HELPLINE,
    mailsPerRegistration: readLimit(env.CONFIRMATION_MAILS_PER_REGISTRATION),
    now: () => new Date(),
  }),
);
