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
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { confirmEmail } from './confirm-email.ts';

const env = readEnv([...portalTableEnv, ...pseudonymEnv, ...mailEnv]);
const dynamo = createDynamoClient();
const pseudonyms = await readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);
const now = () => new Date();

export const handler = httpApi(
  confirmEmail({
    changes: dynamoContactChanges(dynamo, env.PORTAL_TABLE),
    pseudonyms,
    notices: dynamoNotices(dynamo, env.PORTAL_TABLE),
    // One attempt: a repeated send is a second message. What was not taken waits for send-notices.
    mailer: followedMailer(
      sesMailer(new SESClient({ maxAttempts: 1 }), sesSettings(env)),
      dynamoMailLog(dynamo, env.PORTAL_TABLE),
      now,
    ),
    origin: env.PORTAL_ORIGIN,
    now,
  }),
);
