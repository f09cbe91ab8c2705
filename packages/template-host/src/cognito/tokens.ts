import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';
import { AwsError, localRegion } from '../aws/service.ts';
import type { ClientDefinition } from './definitions.ts';
import type { Pool } from './pools.ts';
import type { Grant } from './refresh-tokens.ts';
import type { User } from './users.ts';

/** The `iss` of a pool's tokens. */
export const issuerOf = (poolId: string) => `https://cognito-idp.${localRegion}.amazonaws.com/${poolId}`;

/** With this scope a token allows the pool's own self-service calls. */
export const accessScope = 'aws.cognito.signin.user.admin';

/**
 * Signs the access and id token for a user at `now` (ms since 1970 UTC), with Cognito's claims; `changed`: the access token's.
 */
export async function signTokens(
  pool: Pool,
  client: ClientDefinition,
  user: User,
  grant: Grant,
  now: number,
  changed: Readonly<Record<string, unknown>> = {},
) {
  const common = {
    sub: user.sub,
    ...(client.enableTokenRevocation ? { origin_jti: grant.id } : {}),
    event_id: randomUUID(),
    auth_time: seconds(grant.authTime),
  };
  const access = {
    ...common,
    client_id: client.clientId,
    token_use: 'access',
    scope: accessScope,
    username: user.username,
    ...changed,
  };
  const id = {
    ...visibleAttributes(user, client),
    ...common,
    aud: client.clientId,
    token_use: 'id',
    'cognito:username': user.username,
  };
  const [accessToken, idToken] = await Promise.all([
    sign(pool, access, now, client.accessTokenValiditySeconds),
    sign(pool, id, now, client.idTokenValiditySeconds),
  ]);
  return {
    AccessToken: accessToken,
    IdToken: idToken,
    ExpiresIn: client.accessTokenValiditySeconds,
    TokenType: 'Bearer',
  };
}

async function sign(
  pool: Pool,
  claims: Record<string, unknown>,
  now: number,
  validitySeconds: number,
): Promise<string> {
  const key = await pool.signingKey;
  return await new SignJWT(claims)
    .setProtectedHeader({ kid: key.kid, alg: 'RS256' })
    .setIssuer(issuerOf(pool.definition.poolId))
    .setIssuedAt(seconds(now))
    .setExpirationTime(seconds(now) + validitySeconds)
    .setJti(randomUUID())
    .sign(key.privateKey);
}

function visibleAttributes(user: User, client: ClientDefinition): Record<string, string | boolean> {
  const shown = Object.entries(user.attributes).filter(([name]) => client.readAttributes?.includes(name) ?? true);
  return Object.fromEntries(
    shown.map(([name, value]) => [name, name.endsWith('_verified') ? value === 'true' : value]),
  );
}

const accessClaims = v.object({
  sub: v.string(),
  client_id: v.string(),
  token_use: v.literal('access'),
  scope: v.exactOptional(v.string(), ''),
  origin_jti: v.exactOptional(v.string()),
  auth_time: v.number(),
});
export type AccessClaims = v.InferOutput<typeof accessClaims>;

/** The claims of an access token of this pool, valid at `now`. Throws NotAuthorizedException in Cognito's words. */
export async function readAccessToken(pool: Pool, token: string, now: number): Promise<AccessClaims> {
  const key = await pool.signingKey;
  try {
    const { payload } = await jwtVerify(token, key.publicKey, {
      algorithms: ['RS256'],
      issuer: issuerOf(pool.definition.poolId),
      currentDate: new Date(now),
    });
    return v.parse(accessClaims, payload);
  } catch (error) {
    throw new AwsError(
      'NotAuthorizedException',
      error instanceof errors.JWTExpired ? 'Access Token has expired' : 'Invalid Access Token',
    );
  }
}

const seconds = (ms: number) => Math.floor(ms / 1000);
