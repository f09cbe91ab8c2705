import { createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../aws/service.ts';
import type { ClientDefinition } from './definitions.ts';

/**
 * Accepts a SECRET_HASH made with any of `usernames` (as sent; a refresh knows the stored name and the `sub`), or none for a
 * client without a secret. Throws NotAuthorizedException in Cognito's words.
 */
export function checkSecretHash(
  client: ClientDefinition,
  usernames: readonly string[],
  hash: string | undefined,
): void {
  const { clientId, clientSecret } = client;
  if (clientSecret === undefined) {
    if (hash !== undefined)
      throw refused(`Client ${clientId} is not configured for secret but secret hash was received`);
    return;
  }
  if (hash === undefined)
    throw refused(`Client ${clientId} is configured with secret but SECRET_HASH was not received`);
  const fits = usernames.some((name) =>
    equal(
      createHmac('sha256', clientSecret)
        .update(name + clientId)
        .digest('base64'),
      hash,
    ),
  );
  if (!fits) throw refused(`Unable to verify secret hash for client ${clientId}`);
}

/**
 * For the operations that take the secret itself (GetTokensFromRefreshToken, RevokeToken). Throws the error that the operation
 * declares for this.
 */
export function checkClientSecret(
  client: ClientDefinition,
  secret: string | undefined,
  code: 'NotAuthorizedException' | 'UnauthorizedException',
): void {
  const { clientId, clientSecret } = client;
  if (clientSecret === undefined ? secret === undefined : equal(clientSecret, secret ?? '')) return;
  throw new AwsError(code, `Unable to verify secret for client ${clientId}`);
}

function equal(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const refused = (message: string) => new AwsError('NotAuthorizedException', message);
