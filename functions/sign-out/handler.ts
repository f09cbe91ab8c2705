import { httpApi } from '#shared/platform/http/http-api.ts';
import { appClient } from '#shared/sign-in/compose.ts';
import { createRepeatingClient } from '#shared/sign-in/pool/cognito-clients.ts';
import { cognitoPool } from '#shared/sign-in/pool/cognito-pool.ts';
import { signOut } from './sign-out.ts';

export const handler = httpApi(signOut({ pool: cognitoPool(createRepeatingClient(), await appClient()) }));
