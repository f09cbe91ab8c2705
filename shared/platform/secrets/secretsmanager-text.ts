import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A client of Secrets Manager; makes at most three attempts at a call. */
export const secretsManager = (): SecretsManagerClient => new SecretsManagerClient({ maxAttempts: 3 });

/** Reads the current text of a secret; undefined if it has none. Throws the call's error. */
export const readSecretText = async (client: SecretsManagerClient, secretArn: string): Promise<string | undefined> =>
  (await client.send(new GetSecretValueCommand({ SecretId: secretArn }))).SecretString;
