import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A client of Secrets Manager. */
export const secretsManager = (): SecretsManagerClient => new SecretsManagerClient({ maxAttempts: 3 });

/** The current text of a secret; undefined where it has none. Throws what the call throws. */
export const readSecretText = async (client: SecretsManagerClient, secretArn: string): Promise<string | undefined> =>
  (await client.send(new GetSecretValueCommand({ SecretId: secretArn }))).SecretString;
