import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import * as v from 'valibot';
import type { SessionTokens } from './user-pool.ts';

const resultSchema = v.object({ AccessToken: v.string(), RefreshToken: v.optional(v.string()) });

const seconds = v.pipe(v.number(), v.integer());
const claimsSchema = v.object({ account: v.string(), exp: seconds, auth_time: seconds });

/**
 * The tokens as the pool gave them. The claims are read without checking the signature: they come from the pool itself
 * over TLS. `usedRefreshToken` stays where the pool rotates none. Throws ValiError for an answer without tokens.
 */
export function readTokens(result: AuthenticationResultType | undefined, usedRefreshToken?: string): SessionTokens {
  const { AccessToken: accessToken, RefreshToken: next } = v.parse(resultSchema, result);
  const payload = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8');
  const claims = v.parse(v.pipe(v.string(), v.parseJson(), claimsSchema), payload);
  return {
    accessToken,
    refreshToken: v.parse(v.string(), next ?? usedRefreshToken),
    accountId: claims.account,
    expiresAt: new Date(claims.exp * 1000),
    authenticatedAt: claims.auth_time,
  };
}
