import { httpApi } from '#shared/http/http-api.ts';
import { dynamoPersons } from '#shared/persons/dynamo-persons.ts';
import { severalCustomerIdsEnv } from '#shared/persons/env.ts';
import { dynamoEnrolments } from '#shared/policies/dynamo-enrolments.ts';
import { dynamoRegistry } from '#shared/registry/dynamo-registry.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoAccounts } from '#shared/sessions/dynamo-accounts.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv, registryTableEnv } from '#shared/tables/env.ts';
import { endEnrolment } from './end-enrolment.ts';

const env = readEnv([...portalTableEnv, ...registryTableEnv, ...severalCustomerIdsEnv]);
const dynamo = createDynamoClient();

export const handler = httpApi(
  endEnrolment({
    accounts: dynamoAccounts(dynamo, env.PORTAL_TABLE),
    registry: dynamoRegistry(dynamo, env.REGISTRY_TABLE),
    persons: dynamoPersons(dynamo, {
      tables: { portal: env.PORTAL_TABLE, registry: env.REGISTRY_TABLE },
      several: env.SEVERAL_CUSTOMER_IDS,
      now: () => new Date(),
    }),
    enrolments: dynamoEnrolments(dynamo, { portal: env.PORTAL_TABLE, registry: env.REGISTRY_TABLE }),
    now: () => new Date(),
  }),
);
