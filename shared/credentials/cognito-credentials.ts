import {
  AdminDeleteUserCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
  InvalidPasswordException,
  PasswordHistoryPolicyViolationException,
  TooManyRequestsException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { DomainError } from '#shared/runtime/domain-error.ts';
import type { Credentials } from './credentials.ts';

/** What the pool refuses for its own rate may be tried again by the caller. */
async function orBusy(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (error instanceof TooManyRequestsException)
      throw new DomainError('busy', {}, { retryAfterSeconds: 2, cause: error });
    throw error;
  }
}

async function unlessGone(call: Promise<void>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof UserNotFoundException)) throw error;
  }
}

/** The users of a Cognito pool, which takes a `sub` wherever it takes a username. */
export function cognitoCredentials(client: CognitoIdentityProviderClient, userPoolId: string): Credentials {
  const user = (accountId: string) => ({ UserPoolId: userPoolId, Username: accountId });
  const setPassword = (accountId: string, Password: string, Permanent: boolean) =>
    orBusy(client.send(new AdminSetUserPasswordCommand({ ...user(accountId), Password, Permanent })));
  return {
    setTemporaryPassword: (accountId, password) => setPassword(accountId, password, false),
    async setPassword(accountId, password) {
      try {
        await setPassword(accountId, password, true);
        return 'set';
      } catch (error) {
        if (error instanceof InvalidPasswordException || error instanceof PasswordHistoryPolicyViolationException)
          return 'refused';
        throw error;
      }
    },
    signOutEverywhere: (accountId) =>
      unlessGone(orBusy(client.send(new AdminUserGlobalSignOutCommand(user(accountId))))),
    remove: (accountId) => unlessGone(orBusy(client.send(new AdminDeleteUserCommand(user(accountId))))),
  };
}
