import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import type { ClientDefinition } from './definitions.ts';
import * as members from './members.ts';
import type { Pool } from './pools.ts';
import { issueTokens } from './pre-token-generation.ts';
import { type Answer, type Operation, operation } from './protocol.ts';
import type { Realm } from './realm.ts';
import type { Grant } from './refresh-tokens.ts';
import { checkClientSecret, checkSecretHash } from './secret-hash.ts';
import { type User, userNotFound } from './users.ts';

const secret = v.optional(v.pipe(v.string(), v.maxLength(64)));

/** GetTokensFromRefreshToken and RevokeToken; both take the client's secret itself. */
export function refreshOperations(realm: Realm): Record<string, Operation> {
  return {
    GetTokensFromRefreshToken: operation(
      v.object({ ClientId: members.clientId, ClientSecret: secret, RefreshToken: members.token }),
      async (input) => {
        const { pool, client } = realm.pools.client(input.ClientId);
        checkClientSecret(client, input.ClientSecret, 'NotAuthorizedException');
        const grant = realm.refreshTokens.check(input.RefreshToken, client);
        const user = grantedUser(pool, client, grant);
        const tokens = await issueTokens(realm, pool, client, user, grant, 'TokenGeneration_RefreshTokens');
        const next = client.refreshTokenRotation
          ? { RefreshToken: realm.refreshTokens.rotate(input.RefreshToken, client) }
          : {};
        return { AuthenticationResult: { ...tokens, ...next } };
      },
    ),
    RevokeToken: operation(
      v.object({ ClientId: members.clientId, ClientSecret: secret, Token: members.token }),
      (input) => {
        const { client } = realm.pools.client(input.ClientId);
        checkClientSecret(client, input.ClientSecret, 'UnauthorizedException');
        if (!client.enableTokenRevocation)
          throw new AwsError(
            'UnsupportedOperationException',
            `Token revocation is not enabled for client ${client.clientId}`,
          );
        realm.refreshTokens.revoke(input.Token, client);
        return {};
      },
    ),
  };
}

/**
 * REFRESH_TOKEN_AUTH: new access and id tokens, no new refresh token. The secret hash is made with the stored username or the
 * `sub`.
 */
export async function refreshByAuthFlow(
  realm: Realm,
  pool: Pool,
  client: ClientDefinition,
  refreshToken: string,
  secretHash: string | undefined,
): Promise<Answer> {
  const grant = realm.refreshTokens.check(refreshToken, client);
  const user = grantedUser(pool, client, grant);
  checkSecretHash(client, [user.username, user.sub], secretHash);
  return {
    AuthenticationResult: await issueTokens(realm, pool, client, user, grant, 'TokenGeneration_RefreshTokens'),
    ChallengeParameters: {},
  };
}

function grantedUser(pool: Pool, client: ClientDefinition, grant: Grant): User {
  const user = pool.users.find(grant.sub);
  if (!user && !client.preventUserExistenceErrors) throw userNotFound();
  if (user && !user.enabled) throw new AwsError('NotAuthorizedException', 'User is disabled.');
  if (user?.generation !== grant.generation)
    throw new AwsError('NotAuthorizedException', 'Refresh Token has been revoked');
  return user;
}
