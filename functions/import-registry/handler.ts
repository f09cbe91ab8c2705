import { setTimeout as pause } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { enrolmentConsequences } from '#shared/policies/dynamo-registry-change.ts';
import { dynamoImports } from '#shared/registry/dynamo-imports.ts';
import { dynamoRegistryWriter } from '#shared/registry/dynamo-registry-writer.ts';
import { s3ImportReports, s3RegistryFiles } from '#shared/registry/s3-registry-files.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { readPseudonyms } from '#shared/secrets/secretsmanager-secret.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv, registryTableEnv } from '#shared/tables/env.ts';
import { importRegistry } from './import-registry.ts';

const env = readEnv([...portalTableEnv, ...registryTableEnv, ...pseudonymEnv]);
const s3 = new S3Client({ maxAttempts: 3 });
const dynamo = createDynamoClient();
const pseudonyms = await readPseudonyms(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);
const now = () => new Date();
const consequences = enrolmentConsequences(dynamo, env.PORTAL_TABLE, now);
const work = importRegistry({
  files: s3RegistryFiles(s3),
  reports: s3ImportReports(s3),
  imports: dynamoImports(dynamo, env.REGISTRY_TABLE),
  registry: dynamoRegistryWriter(dynamo, env.REGISTRY_TABLE, pseudonyms, consequences),
  now,
  pause: (ms) => pause(ms),
});

export const handler = queueWorker('import-registry', work);
