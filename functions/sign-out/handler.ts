import { httpApi } from '#shared/http/http-api.ts';
import { createRepeatingClient } from '#shared/sign-in/cognito-app-client.ts';
import { cognitoPool } from '#shared/sign-in/cognito-pool.ts';
import { appClient } from '#shared/sign-in/compose.ts';
import { signOut } from './sign-out.ts';

const cognito = createRepeatingClient();
export const handler = httpApi(signOut({ pool: cognitoPool(cognito, await appClient(cognito)) }));
