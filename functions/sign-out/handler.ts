import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { createRepeatingClient, readAppClient } from '#shared/sign-in/cognito-app-client.ts';
import { cognitoPool } from '#shared/sign-in/cognito-pool.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { signOut } from './sign-out.ts';

const cognito = createRepeatingClient();
const app = await readAppClient(cognito, readEnv(userPoolEnv));

export const handler = httpApi(signOut({ pool: cognitoPool(cognito, app) }));
