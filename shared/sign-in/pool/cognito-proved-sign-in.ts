import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  type CognitoIdentityProviderClient,
  UserLambdaValidationException,
} from '@aws-sdk/client-cognito-identity-provider';
import { log } from '#shared/platform/runtime/log.ts';
import { type Proof, proofMember } from '#shared/sign-in/passkeys/passkey.ts';
import type { AppClient } from './app-client.ts';
import { isPassing } from './cognito-failure.ts';
import { isDead, readTokens, secretHash } from './cognito-pool.ts';
import { refusal, type SessionTokens } from './user-pool.ts';

/**
 * Signs in whom a passkey or a code has proved, without a password: the pool's challenge, answered with the proof. `refused`: the pool does not
 * have this user, or not for this account. `busy`: nothing is known, by the pool's word for why; the customer may try again with a new
 * challenge.
 */
export type ProvedSignIn = (
  username: string,
  proof: Proof,
) => Promise<SessionTokens | 'refused' | { readonly busy: string }>;

/** Whether the guard did not find the proof to be this user's: a user who is missing has no account. */
const isUnknownToGuard = (error: unknown) =>
  error instanceof UserLambdaValidationException && error.message.includes(refusal.unnamed);

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');

/** The pool's CUSTOM_AUTH, in two calls. `client` must not retry: a proof counts once. */
export const cognitoProvedSignIn =
  (client: CognitoIdentityProviderClient, app: AppClient): ProvedSignIn =>
  async (username, { proofId, accountId }) => {
    const base = { UserPoolId: app.userPoolId, ClientId: app.clientId };
    const user = { USERNAME: username, SECRET_HASH: secretHash(app, username) };
    try {
      const { Session } = await client.send(
        new AdminInitiateAuthCommand({
          ...base,
          AuthFlow: 'CUSTOM_AUTH',
          AuthParameters: user,
          ClientMetadata: { [proofMember]: proofId },
        }),
      );
      const answer = await client.send(
        new AdminRespondToAuthChallengeCommand({
          ...{ ...base, Session },
          ChallengeName: 'CUSTOM_CHALLENGE',
          ChallengeResponses: { ...user, ANSWER: proofId },
        }),
      );
      const tokens = readTokens(answer.AuthenticationResult);
      if (tokens.accountId !== accountId) throw new Error('The pool signed another account in than the proof names');
      return tokens;
    } catch (error) {
      if (isDead(error) || isUnknownToGuard(error)) {
        // A wrong passkey or code never gets here: either the user is missing, or the pool and the table disagree.
        log.info('passkey-user-missing', { outcome: 'refused' });
        return 'refused';
      }
      // One of our triggers could not read the table.
      if (error instanceof UserLambdaValidationException || isPassing(error)) return { busy: nameOf(error) };
      throw error;
    }
  };
