import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import { readSecretText } from './secretsmanager-text.ts';

const secretSchema = v.pipe(v.string(), v.minLength(32));

/** Reads the limits' secret from Secrets Manager. Throws if it is missing or too short. */
export const readLimitsSecret = async (client: SecretsManagerClient, secretArn: string): Promise<string> =>
  v.parse(secretSchema, await readSecretText(client, secretArn));
