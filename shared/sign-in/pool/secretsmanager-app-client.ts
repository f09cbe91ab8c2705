import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import { readSecretText } from '#shared/platform/secrets/secretsmanager-text.ts';
import type { AppClient } from './app-client.ts';

type Variables = Readonly<Record<'USER_POOL_ID' | 'USER_POOL_CLIENT_ID' | 'POOL_CLIENT_SECRET_ARN', string>>;

/**
 * A client's secret as Cognito makes it. Where CloudFormation does not tell the secret it tells a sentence instead
 * (docs/decisions/0060-client-secret-by-cloudformation.md): no function may start with that.
 */
const clientSecret = v.pipe(v.string(), v.regex(/^[\w+]{24,64}$/, 'The secret of the app client is none'));

/**
 * The app client; called once, at init. Cognito itself is not asked: it answers that five times a second for a whole pool, so
 * that functions which start together would fail. Throws where there is no secret.
 */
export const readAppClient = async (client: SecretsManagerClient, env: Variables): Promise<AppClient> => ({
  userPoolId: env.USER_POOL_ID,
  clientId: env.USER_POOL_CLIENT_ID,
  clientSecret: v.parse(clientSecret, await readSecretText(client, env.POOL_CLIENT_SECRET_ARN)),
});
