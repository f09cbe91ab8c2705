import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { dynamoAudit } from '#shared/helpdesk/dynamo-audit.ts';
import { dynamoIdentifications } from '#shared/helpdesk/dynamo-identifications.ts';
import { helpdeskLimitsEnv } from '#shared/helpdesk/env.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoLimits } from '#shared/limits/dynamo-limits.ts';
import { readLimit } from '#shared/limits/limits.ts';
import { dynamoRegistry } from '#shared/registry/dynamo-registry.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { createPseudonym } from '#shared/secrets/pseudonym.ts';
import { readPseudonymSecret } from '#shared/secrets/secretsmanager-secret.ts';
import { portalTableEnv, registryTableEnv } from '#shared/tables/env.ts';
import { identifyCaller } from './identify-caller.ts';

const env = readEnv([...portalTableEnv, ...registryTableEnv, ...pseudonymEnv, ...helpdeskLimitsEnv]);
const dynamo = new DynamoDBClient({ maxAttempts: 3 });
const secret = await readPseudonymSecret(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);

export const handler = httpApi(
  identifyCaller({
    registry: dynamoRegistry(dynamo, env.REGISTRY_TABLE),
    identifications: dynamoIdentifications(dynamo, env.PORTAL_TABLE),
    audit: dynamoAudit(dynamo, env.PORTAL_TABLE),
    limits: dynamoLimits(dynamo, env.PORTAL_TABLE),
    pseudonym: createPseudonym(secret),
    identificationsPerAgent: readLimit(env.HELPDESK_IDENTIFICATIONS_PER_AGENT),
    failedIdentificationsPerPerson: readLimit(env.HELPDESK_FAILED_IDENTIFICATIONS_PER_PERSON),
    now: () => new Date(),
  }),
);
