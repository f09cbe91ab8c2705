import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import type { PseudonymSecret } from './pseudonym.ts';

/** Made by the stack: `version` from its template, `secret` generated. */
const secretSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ version: v.pipe(v.string(), v.nonEmpty()), secret: v.pipe(v.string(), v.minLength(32)) }),
);

/** Reads the HMAC secret; called once, at init. Throws when it is missing or not in the stack's form. */
export async function readPseudonymSecret(client: SecretsManagerClient, secretArn: string): Promise<PseudonymSecret> {
  const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  return v.parse(secretSchema, text);
}
