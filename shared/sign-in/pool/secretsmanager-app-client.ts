import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import { readSecretText } from '#shared/platform/secrets/secretsmanager-text.ts';
import type { AppClient } from './app-client.ts';

type Variables = Readonly<Record<'USER_POOL_ID' | 'USER_POOL_CLIENT_ID' | 'POOL_CLIENT_SECRET_ARN', string>>;

/**
 * A client secret in Cognito's form. If CloudFormation does not return the secret, it returns a sentence instead
 * (docs/decisions/0060-client-secret-by-cloudformation.md): no function may start with that.
 */
const clientSecret = v.pipe(v.string(), v.regex(/^[\w+]{24,64}$/, 'This is not the secret of an app client'));

/**
 * Reads the app client; called once, at init. It does not ask Cognito, which answers that call only five times a second for a
 * whole pool: functions that start together would fail. Throws if there is no secret.
 */
export const readAppClient = async (client: SecretsManagerClient, env: Variables): Promise<AppClient> => ({
  userPoolId: env.USER_POOL_ID,
  clientId: env.USER_POOL_CLIENT_ID,
  clientSecret: v.parse(clientSecret, await readSecretText(client, env.POOL_CLIENT_SECRET_ARN)),
});
