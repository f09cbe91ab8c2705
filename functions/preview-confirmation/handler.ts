import { httpApi } from '#shared/http/http-api.ts';
import { dynamoPersons } from '#shared/persons/dynamo-persons.ts';
import { severalCustomerIdsEnv } from '#shared/persons/env.ts';
import { dynamoRegistrations } from '#shared/registration/dynamo-registrations.ts';
import { dynamoRegistry } from '#shared/registry/dynamo-registry.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv, registryTableEnv } from '#shared/tables/env.ts';
import { previewConfirmation } from './preview-confirmation.ts';

const env = readEnv([...portalTableEnv, ...registryTableEnv, ...severalCustomerIdsEnv]);
const dynamo = createDynamoClient();

export const handler = httpApi(
  previewConfirmation({
    registry: dynamoRegistry(dynamo, env.REGISTRY_TABLE),
    persons: dynamoPersons(dynamo, {
      tables: { portal: env.PORTAL_TABLE, registry: env.REGISTRY_TABLE },
      several: env.SEVERAL_CUSTOMER_IDS,
      now: () => new Date(),
    }),
    registrations: dynamoRegistrations(dynamo, { portal: env.PORTAL_TABLE, registry: env.REGISTRY_TABLE }),
    now: () => new Date(),
  }),
);
