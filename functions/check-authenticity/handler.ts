import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { dynamoAuthenticity } from '#shared/documents/dynamo-authenticity.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoLimits } from '#shared/limits/dynamo-limits.ts';
import { authenticityLimitEnv } from '#shared/limits/env.ts';
import { readLimit } from '#shared/limits/limits.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { readPseudonyms } from '#shared/secrets/secretsmanager-secret.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { checkAuthenticity } from './check-authenticity.ts';

const env = readEnv([...portalTableEnv, ...pseudonymEnv, ...authenticityLimitEnv]);
const dynamo = createDynamoClient();
const pseudonyms = await readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);

export const handler = httpApi(
  checkAuthenticity({
    records: dynamoAuthenticity(dynamo, env.PORTAL_TABLE),
    limits: dynamoLimits(dynamo, env.PORTAL_TABLE),
    pseudonym: pseudonyms.current,
    checksPerAddress: readLimit(env.AUTHENTICITY_CHECKS_PER_ADDRESS),
    helpline: env.HELPLINE,
    now: () => new Date(),
  }),
);
