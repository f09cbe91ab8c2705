import { createHmac } from 'node:crypto';
import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  type CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
  GetTokensFromRefreshTokenCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { AppClient } from './cognito-app-client.ts';
import { isOurMistake, isPassing, readFailedPassword } from './cognito-failure.ts';
import { readTokens } from './cognito-tokens.ts';
import type { PasswordAnswer, UserPool } from './user-pool.ts';

/** The secret hash Cognito asks for: base64 HMAC-SHA-256 of username and client id. */
const secretHash = ({ clientId, clientSecret }: AppClient, username: string) =>
  createHmac('sha256', clientSecret)
    .update(username + clientId)
    .digest('base64');

/** Errors by which Cognito says that a challenge or a refresh token is dead, unknown or not ours. */
const deadToken = new Set([
  'NotAuthorizedException',
  'RefreshTokenReuseException',
  'InvalidParameterException',
  'UnsupportedTokenTypeException',
  'UserNotFoundException',
  'CodeMismatchException',
  'ExpiredCodeException',
]);

const isDead = (error: unknown) =>
  error instanceof CognitoIdentityProviderServiceException && deadToken.has(error.name) && !isOurMistake(error);

const isAnswer = (error: unknown) => error instanceof CognitoIdentityProviderServiceException;

/** Whether Cognito refuses the new password itself; it says so in three ways. */
const isRefusedPassword = (error: unknown) =>
  error instanceof CognitoIdentityProviderServiceException &&
  (error.name === 'InvalidPasswordException' ||
    error.name === 'PasswordHistoryPolicyViolationException' ||
    (error.name === 'InvalidParameterException' && /'password'|'challengeResponses/.test(error.message)));

/** All that the portal asks of the pool for sign-in, each answer typed; what nobody foresaw is thrown. */
export function cognitoPool(client: CognitoIdentityProviderClient, app: AppClient): UserPool {
  const base = { UserPoolId: app.userPoolId, ClientId: app.clientId };

  async function testPassword(username: string, password: string, attemptId: string): Promise<PasswordAnswer> {
    try {
      const answer = await client.send(
        new AdminInitiateAuthCommand({
          ...base,
          AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: username, PASSWORD: password, SECRET_HASH: secretHash(app, username) },
          ClientMetadata: { attemptId },
        }),
      );
      if (answer.ChallengeName === 'NEW_PASSWORD_REQUIRED' && answer.Session)
        return { kind: 'new-password-required', challengeToken: answer.Session };
      return { kind: 'tokens', tokens: readTokens(answer.AuthenticationResult) };
    } catch (error) {
      return { kind: readFailedPassword(error) };
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
