import { createHmac } from 'node:crypto';
import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  type CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
  GetTokensFromRefreshTokenCommand,
  RefreshTokenReuseException,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import * as v from 'valibot';
import type { AppClient } from './app-client.ts';
import { isOurMistake, isPassing, readFailedPassword } from './cognito-failure.ts';
import type { Attempt, PasswordAnswer, SessionTokens, UserPool } from './user-pool.ts';

/** The secret hash that Cognito requires: base64 HMAC-SHA-256 of username and client id. */
export const secretHash = ({ clientId, clientSecret }: AppClient, username: string) =>
  createHmac('sha256', clientSecret)
    .update(username + clientId)
    .digest('base64');

/** Errors that mean a challenge or a refresh token has expired, is unknown or is not ours. */
const deadToken = new Set([
  'NotAuthorizedException',
  'RefreshTokenReuseException',
  'InvalidParameterException',
  'UnsupportedTokenTypeException',
  'UserNotFoundException',
  'CodeMismatchException',
  'ExpiredCodeException',
]);

/** Whether an error means that a challenge, a token or its user does not exist (any more). */
export const isDead = (error: unknown) =>
  error instanceof CognitoIdentityProviderServiceException && deadToken.has(error.name) && !isOurMistake(error);

const isAnswer = (error: unknown) => error instanceof CognitoIdentityProviderServiceException;

/** Whether Cognito refuses the new password itself; it has three errors for that. */
const isRefusedPassword = (error: unknown) =>
  error instanceof CognitoIdentityProviderServiceException &&
  (error.name === 'InvalidPasswordException' ||
    error.name === 'PasswordHistoryPolicyViolationException' ||
    (error.name === 'InvalidParameterException' && /'password'|'challengeResponses/.test(error.message)));

/** The pool's calls for signing in, with typed answers. Throws errors that it does not expect. */
export function cognitoPool(client: CognitoIdentityProviderClient, app: AppClient): UserPool {
  const base = { UserPoolId: app.userPoolId, ClientId: app.clientId };

  async function testPassword(username: string, password: string, attempt: Attempt): Promise<PasswordAnswer> {
    try {
      const answer = await client.send(
        new AdminInitiateAuthCommand({
          ...base,
          AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: username, PASSWORD: password, SECRET_HASH: secretHash(app, username) },
          ClientMetadata: { ...attempt },
        }),
      );
      if (answer.ChallengeName === 'NEW_PASSWORD_REQUIRED' && answer.Session)
        return { kind: 'new-password-required', challengeToken: answer.Session };
      return { kind: 'tokens', tokens: readTokens(answer.AuthenticationResult) };
    } catch (error) {
      return { kind: readFailedPassword(error), because: error instanceof Error ? error.name : 'unknown' };
    }
  }

  return {
    testPassword,
    async choosePassword(username, challengeToken, newPassword) {
      try {
        const answer = await client.send(
          new AdminRespondToAuthChallengeCommand({
            ...base,
            ChallengeName: 'NEW_PASSWORD_REQUIRED',
            Session: challengeToken,
            ChallengeResponses: {
              USERNAME: username,
              NEW_PASSWORD: newPassword,
              SECRET_HASH: secretHash(app, username),
            },
          }),
        );
        return readTokens(answer.AuthenticationResult);
      } catch (error) {
        if (isRefusedPassword(error)) return 'weak-password';
        if (isDead(error)) return 'challenge-expired';
        if (isPassing(error)) return isAnswer(error) ? 'busy' : 'unanswered';
        throw error;
      }
    },
    async refresh(refreshToken) {
      try {
        const answer = await client.send(
          new GetTokensFromRefreshTokenCommand({
            ClientId: app.clientId,
            ClientSecret: app.clientSecret,
            RefreshToken: refreshToken,
          }),
        );
        return readTokens(answer.AuthenticationResult, refreshToken);
      } catch (error) {
        if (error instanceof RefreshTokenReuseException) return 'reused';
        if (isDead(error)) return 'ended';
        if (isPassing(error)) return 'busy';
        throw error;
      }
    },
    async revoke(refreshToken) {
      try {
        await client.send(
          new RevokeTokenCommand({ ClientId: app.clientId, ClientSecret: app.clientSecret, Token: refreshToken }),
        );
        return 'ended';
      } catch (error) {
        if (isDead(error)) return 'ended';
        if (isPassing(error)) return 'busy';
        throw error;
      }
    },
  };
}

const resultSchema = v.object({ AccessToken: v.string(), RefreshToken: v.optional(v.string()) });

const seconds = v.pipe(v.number(), v.integer());
const claimsSchema = v.object({ account: v.string(), origin_jti: v.string(), exp: seconds, auth_time: seconds });

/**
 * The pool's tokens. The claims are read without checking the signature, because they come from the pool itself over TLS.
 * `usedRefreshToken` is kept if the pool does not rotate it. Throws ValiError for an answer without tokens.
 */
export function readTokens(result: AuthenticationResultType | undefined, usedRefreshToken?: string): SessionTokens {
  const { AccessToken: accessToken, RefreshToken: next } = v.parse(resultSchema, result);
  const payload = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8');
  const claims = v.parse(v.pipe(v.string(), v.parseJson(), claimsSchema), payload);
  return {
    accessToken,
    refreshToken: v.parse(v.string(), next ?? usedRefreshToken),
    accountId: claims.account,
    sessionId: claims.origin_jti,
    expiresAt: new Date(claims.exp * 1000),
    authenticatedAt: claims.auth_time,
  };
}
