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
import { dynamoPersons, readSeveral } from '#shared/persons/dynamo-persons.ts';
import { severalCustomerIdsEnv } from '#shared/persons/env.ts';
import { dynamoRegistrations } from '#shared/registration/dynamo-registrations.ts';
import { dynamoRegistry } from '#shared/registry/dynamo-registry.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { readPseudonyms } from '#shared/secrets/secretsmanager-secret.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv, registryTableEnv } from '#shared/tables/env.ts';
import { register } from './register.ts';

const env = readEnv([
  ...portalTableEnv,
  ...registryTableEnv,
  ...severalCustomerIdsEnv,
  ...pseudonymEnv,
  ...mailEnv,
  ...identificationLimitsEnv,
  ...mobileEnv,
]);
const dynamo = createDynamoClient();
const pseudonyms = await readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);
const now = () => new Date();

const registering = register({
  registry: dynamoRegistry(dynamo, env.REGISTRY_TABLE),
  persons: dynamoPersons(dynamo, {
    tables: { portal: env.PORTAL_TABLE, registry: env.REGISTRY_TABLE },
    several: env.SEVERAL_CUSTOMER_IDS,
    now,
  }),
  several: readSeveral(env.SEVERAL_CUSTOMER_IDS),
  registrations: dynamoRegistrations(dynamo, { portal: env.PORTAL_TABLE, registry: env.REGISTRY_TABLE }),
  limits: dynamoLimits(dynamo, env.PORTAL_TABLE),
  pseudonyms,
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
  keepFailures(registering, { attempts: dynamoAttempts(dynamo, env.PORTAL_TABLE), pseudonym: pseudonyms.current, now }),
);
