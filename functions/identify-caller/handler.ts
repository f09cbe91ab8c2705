import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { dynamoAudit } from '#shared/helpdesk/dynamo-audit.ts';
import { dynamoIdentifications } from '#shared/helpdesk/dynamo-identifications.ts';
import { helpdeskLimitsEnv } from '#shared/helpdesk/env.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoLimits } from '#shared/limits/dynamo-limits.ts';
import { readLimit } from '#shared/limits/limits.ts';
import { dynamoPersons, readSeveral } from '#shared/persons/dynamo-persons.ts';
import { severalCustomerIdsEnv } from '#shared/persons/env.ts';
import { dynamoRegistry } from '#shared/registry/dynamo-registry.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { readPseudonyms } from '#shared/secrets/secretsmanager-secret.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv, registryTableEnv } from '#shared/tables/env.ts';
import { identifyCaller } from './identify-caller.ts';

const env = readEnv([
  ...portalTableEnv,
  ...registryTableEnv,
  ...severalCustomerIdsEnv,
  ...pseudonymEnv,
  ...helpdeskLimitsEnv,
]);
const dynamo = createDynamoClient();
const pseudonyms = await readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);

export const handler = httpApi(
  identifyCaller({
    registry: dynamoRegistry(dynamo, env.REGISTRY_TABLE),
    persons: dynamoPersons(dynamo, {
      tables: { portal: env.PORTAL_TABLE, registry: env.REGISTRY_TABLE },
      several: env.SEVERAL_CUSTOMER_IDS,
      now: () => new Date(),
    }),
    several: readSeveral(env.SEVERAL_CUSTOMER_IDS),
    identifications: dynamoIdentifications(dynamo, env.PORTAL_TABLE),
    audit: dynamoAudit(dynamo, env.PORTAL_TABLE),
    limits: dynamoLimits(dynamo, env.PORTAL_TABLE),
    pseudonyms,
    identificationsPerAgent: readLimit(env.HELPDESK_IDENTIFICATIONS_PER_AGENT),
    failedIdentificationsPerPerson: readLimit(env.HELPDESK_FAILED_IDENTIFICATIONS_PER_PERSON),
    now: () => new Date(),
  }),
);
