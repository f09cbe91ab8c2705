import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A client of Secrets Manager. */
export const secretsManager = (): SecretsManagerClient => new SecretsManagerClient({ maxAttempts: 3 });
