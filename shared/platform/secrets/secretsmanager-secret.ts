import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import { createPseudonyms, type PseudonymSecrets, type Pseudonyms } from './pseudonym.ts';

/** No dot: it ends the version in every key. */
const version = v.pipe(v.string(), v.regex(/^\w+$/));
const secret = v.pipe(v.string(), v.minLength(32));

/** Made by the stack: `version` from its template, `secret` generated. `others` comes with a rotation (bin/operate/rotation). */
const secretsSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ version, secret, others: v.optional(v.array(v.object({ version, secret })), []) }),
);

/** A client of Secrets Manager. */
export const secretsManager = (): SecretsManagerClient => new SecretsManagerClient({ maxAttempts: 3 });

/** The HMAC secrets in Secrets Manager. Throws when they are missing or not in the stack's form. */
export async function readPseudonymSecrets(client: SecretsManagerClient, secretArn: string): Promise<PseudonymSecrets> {
  const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  return v.parse(secretsSchema, text);
}

/** The pseudonyms of the kept secrets; read once, at init. Throws as above. */
export const readPseudonyms = async (client: SecretsManagerClient, secretArn: string): Promise<Pseudonyms> =>
  createPseudonyms(await readPseudonymSecrets(client, secretArn));
