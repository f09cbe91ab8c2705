import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { dynamoAudit } from '#shared/helpdesk/dynamo-audit.ts';
import { dynamoCallers } from '#shared/helpdesk/dynamo-callers.ts';
import { dynamoCorrections } from '#shared/helpdesk/dynamo-corrections.ts';
import { dynamoIdentifications } from '#shared/helpdesk/dynamo-identifications.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoLimits } from '#shared/limits/dynamo-limits.ts';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { dynamoMailLog } from '#shared/mail-outcomes/dynamo-mail-log.ts';
import { followedMailer } from '#shared/mail-outcomes/followed-mailer.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { readPseudonyms } from '#shared/secrets/secretsmanager-secret.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { correctEmail } from './correct-email.ts';

const env = readEnv([...portalTableEnv, ...pseudonymEnv, ...mailEnv]);
const dynamo = createDynamoClient();
const pseudonyms = await readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);
const mailer = sesMailer(new SESClient({ maxAttempts: 3 }), sesSettings(env));
const now = () => new Date();

export const handler = httpApi(
  correctEmail({
    identifications: dynamoIdentifications(dynamo, env.PORTAL_TABLE),
    callers: dynamoCallers(dynamo, env.PORTAL_TABLE),
    corrections: dynamoCorrections(dynamo, env.PORTAL_TABLE),
    audit: dynamoAudit(dynamo, env.PORTAL_TABLE),
    limits: dynamoLimits(dynamo, env.PORTAL_TABLE),
    mailer: followedMailer(mailer, dynamoMailLog(dynamo, env.PORTAL_TABLE), now),
    pseudonyms,
    origin: env.PORTAL_ORIGIN,
    now,
  }),
);
