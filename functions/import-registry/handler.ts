import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { dynamoRegistryWriter } from '#shared/registry/dynamo-registry-writer.ts';
import { s3ImportReports, s3RegistryFiles } from '#shared/registry/s3-registry-files.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { pseudonymEnv } from '#shared/secrets/env.ts';
import { createPseudonym } from '#shared/secrets/pseudonym.ts';
import { readPseudonymSecret } from '#shared/secrets/secretsmanager-secret.ts';
import { registryTableEnv } from '#shared/tables/env.ts';
import { importRegistry } from './import-registry.ts';

const env = readEnv([...registryTableEnv, ...pseudonymEnv]);
const s3 = new S3Client({ maxAttempts: 3 });
const secret = await readPseudonymSecret(new SecretsManagerClient({ maxAttempts: 3 }), env.PSEUDONYM_SECRET_ARN);
const registry = dynamoRegistryWriter(
  new DynamoDBClient({ maxAttempts: 3 }),
  env.REGISTRY_TABLE,
  createPseudonym(secret),
);

export const handler = queueWorker(
  'import-registry',
  importRegistry({ files: s3RegistryFiles(s3), reports: s3ImportReports(s3), registry, now: () => new Date() }),
);
