import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoRegistrations } from '#shared/registration/dynamo-registrations.ts';
import { dynamoRegistry } from '#shared/registry/dynamo-registry.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { portalTableEnv, registryTableEnv } from '#shared/tables/env.ts';
import { previewConfirmation } from './preview-confirmation.ts';

const env = readEnv([...portalTableEnv, ...registryTableEnv]);
const dynamo = new DynamoDBClient({ maxAttempts: 3 });

export const handler = httpApi(
  previewConfirmation({
    registry: dynamoRegistry(dynamo, env.REGISTRY_TABLE),
    registrations: dynamoRegistrations(dynamo, { portal: env.PORTAL_TABLE, registry: env.REGISTRY_TABLE }),
    now: () => new Date(),
  }),
);
