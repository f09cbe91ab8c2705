import { httpApi } from '#shared/platform/http/http-api.ts';
import { appClient } from '#shared/sign-in/compose.ts';
import { createRepeatingClient } from '#shared/sign-in/pool/cognito-app-client.ts';
import { cognitoPool } from '#shared/sign-in/pool/cognito-pool.ts';
import { signOut } from './sign-out.ts';

const cognito = createRepeatingClient();
export const handler = httpApi(signOut({ pool: cognitoPool(cognito, await appClient(cognito)) }));
