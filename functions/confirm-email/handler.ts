import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { dynamoContactChanges } from '#shared/contacts/dynamo-contact-changes.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { readPseudonyms } from '#shared/secrets/secretsmanager-secret.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { confirmEmail } from './confirm-email.ts';

const env = readEnv([...portalTableEnv, ...pseudonymEnv, ...mailEnv]);
const dynamo = new DynamoDBClient({ maxAttempts: 3 });
const pseudonyms = await readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);

export const handler = httpApi(
  confirmEmail({
    changes: dynamoContactChanges(dynamo, env.PORTAL_TABLE),
    pseudonyms,
    mailer: sesMailer(new SESClient({ maxAttempts: 3 }), sesSettings(env)),
    origin: env.PORTAL_ORIGIN,
    now: () => new Date(),
  }),
);
