import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { mobileEnv } from '#shared/accounts/env.ts';
import { readCallingCodes } from '#shared/accounts/mobile.ts';
import { keepFailures } from '#shared/helpdesk/attempts.ts';
import { dynamoAttempts } from '#shared/helpdesk/dynamo-attempts.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoLimits } from '#shared/limits/dynamo-limits.ts';
import { identificationLimitsEnv } from '#shared/limits/env.ts';
import { readLimit } from '#shared/limits/limits.ts';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { dynamoRegistrations } from '#shared/registration/dynamo-registrations.ts';
import { dynamoRegistry } from '#shared/registry/dynamo-registry.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { createPseudonym } from '#shared/secrets/pseudonym.ts';
import { readPseudonymSecret } from '#shared/secrets/secretsmanager-secret.ts';
import { portalTableEnv, registryTableEnv } from '#shared/tables/env.ts';
import { register } from './register.ts';

const env = readEnv([
  ...portalTableEnv,
  ...registryTableEnv,
  ...pseudonymEnv,
  ...mailEnv,
  ...identificationLimitsEnv,
  ...mobileEnv,
]);
const dynamo = new DynamoDBClient({ maxAttempts: 3 });
const secret = await readPseudonymSecret(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);
const pseudonym = createPseudonym(secret);
const now = () => new Date();

const registering = register({
  registry: dynamoRegistry(dynamo, env.REGISTRY_TABLE),
  registrations: dynamoRegistrations(dynamo, { portal: env.PORTAL_TABLE, registry: env.REGISTRY_TABLE }),
  limits: dynamoLimits(dynamo, env.PORTAL_TABLE),
  pseudonym,
  mailer: sesMailer(new SESClient({ maxAttempts: 3 }), sesSettings(env)),
  origin: env.PORTAL_ORIGIN,
  helpline: env.HELPLINE,
  callingCodes: readCallingCodes(env.MOBILE_CALLING_CODES),
  failedIdentificationsPerPerson: readLimit(env.FAILED_IDENTIFICATIONS_PER_PERSON),
  failedIdentificationsPerAddress: readLimit(env.FAILED_IDENTIFICATIONS_PER_ADDRESS),
  now,
});

// Why one failed is kept for the helpdesk, without any value (R10.2).
export const handler = httpApi(
  keepFailures(registering, { attempts: dynamoAttempts(dynamo, env.PORTAL_TABLE), pseudonym, now }),
);
