import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import { createPseudonyms, type PseudonymSecrets, type Pseudonyms } from './pseudonym.ts';
import { readSecretText } from './secretsmanager-text.ts';

/** No dot: it ends the version in every key. */
const version = v.pipe(v.string(), v.regex(/^\w+$/));
const secret = v.pipe(v.string(), v.minLength(32));

/** Made by the stack: `version` from its template, `secret` generated. `others` comes with a rotation (bin/operate/rotation). */
const secretsSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ version, secret, others: v.optional(v.array(v.object({ version, secret })), []) }),
);

/** The HMAC secrets in Secrets Manager. Throws when they are missing or not in the stack's form. */
export const readPseudonymSecrets = async (
  client: SecretsManagerClient,
  secretArn: string,
): Promise<PseudonymSecrets> => v.parse(secretsSchema, await readSecretText(client, secretArn));

/** The pseudonyms of the kept secrets; read once, at init. Throws as above. */
export const readPseudonyms = async (client: SecretsManagerClient, secretArn: string): Promise<Pseudonyms> =>
  createPseudonyms(await readPseudonymSecrets(client, secretArn));
