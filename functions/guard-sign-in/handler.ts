import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoGuard } from '#shared/sign-in/dynamo-guard.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { guardSignIn } from './guard-sign-in.ts';

const env = readEnv(portalTableEnv);
const dynamo = createDynamoClient();

export const handler = guardSignIn({ guard: dynamoGuard(dynamo, env.PORTAL_TABLE, () => new Date()) });
