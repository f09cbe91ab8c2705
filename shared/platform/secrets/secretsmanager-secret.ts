import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import { createPseudonyms, type PseudonymSecrets, type Pseudonyms } from './pseudonym.ts';
import { readSecretText } from './secretsmanager-text.ts';

/** Without a dot, which ends the version in every key. */
const version = v.pipe(v.string(), v.regex(/^\w+$/));
const secret = v.pipe(v.string(), v.minLength(32));

/** The stack creates it: `version` from its template, `secret` generated. A rotation adds `others` (bin/operate/rotation). */
const secretsSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ version, secret, others: v.optional(v.array(v.object({ version, secret })), []) }),
);

/** Reads the HMAC secrets from Secrets Manager. Throws if they are missing or not in the stack's form. */
export const readPseudonymSecrets = async (
  client: SecretsManagerClient,
  secretArn: string,
): Promise<PseudonymSecrets> => v.parse(secretsSchema, await readSecretText(client, secretArn));

/**
 * Reads the secrets once, at init, and returns their pseudonyms. Throws as above, and what `check` throws of secrets that must not be
 * used.
 */
export async function readPseudonyms(
  client: SecretsManagerClient,
  secretArn: string,
  check: (secrets: PseudonymSecrets) => Promise<void>,
): Promise<Pseudonyms> {
  const secrets = await readPseudonymSecrets(client, secretArn);
  await check(secrets);
  return createPseudonyms(secrets);
}
