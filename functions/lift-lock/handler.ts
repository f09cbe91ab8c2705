import { dynamoCallers } from '#shared/helpdesk/dynamo-callers.ts';
import { dynamoIdentifications } from '#shared/helpdesk/dynamo-identifications.ts';
import { dynamoLocks } from '#shared/helpdesk/dynamo-locks.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { dynamoLimits } from '#shared/limits/dynamo-limits.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { liftLock } from './lift-lock.ts';

const { PORTAL_TABLE: table } = readEnv(portalTableEnv);
const dynamo = createDynamoClient();

export const handler = httpApi(
  liftLock({
    identifications: dynamoIdentifications(dynamo, table),
    callers: dynamoCallers(dynamo, table),
    locks: dynamoLocks(dynamo, table),
    limits: dynamoLimits(dynamo, table),
    now: () => new Date(),
  }),
);
