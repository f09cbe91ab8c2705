import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  type AttributeType,
  type CognitoIdentityProviderClient,
  TooManyRequestsException,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { DomainError } from '#shared/runtime/domain-error.ts';
import type { PasswordPool } from './password-pool.ts';

function subOf(attributes: readonly AttributeType[] = []): string {
  const sub = attributes.find(({ Name }) => Name === 'sub')?.Value;
  if (!sub) throw new Error('The pool told no sub of a user');
  return sub;
}

/** What the pool refuses for its own rate may be tried again by the caller. */
async function orBusy<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof TooManyRequestsException)
      throw new DomainError('busy', {}, { retryAfterSeconds: 2, cause: error });
    throw error;
  }
}

/** The users of a Cognito pool. They have no attributes: the pool keeps passwords, the portal's table all else. */
export const cognitoAccounts = (client: CognitoIdentityProviderClient, userPoolId: string): PasswordPool => ({
  async create(username, temporaryPassword) {
    try {
      const { User: user } = await orBusy(
        client.send(
          new AdminCreateUserCommand({
            UserPoolId: userPoolId,
            Username: username,
            TemporaryPassword: temporaryPassword,
            // Cognito sends nothing: the password goes out by SMS of our own.
            MessageAction: 'SUPPRESS',
          }),
        ),
      );
      return { accountId: subOf(user?.Attributes), made: true };
    } catch (error) {
      if (!(error instanceof UsernameExistsException)) throw error;
      const user = await orBusy(client.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username: username })));
      return { accountId: subOf(user.UserAttributes), made: false };
    }
  },

  async setTemporaryPassword(username, temporaryPassword) {
    await orBusy(
      client.send(
        new AdminSetUserPasswordCommand({
          UserPoolId: userPoolId,
          Username: username,
          Password: temporaryPassword,
          Permanent: false,
        }),
      ),
    );
  },

  async remove(username) {
    try {
      await orBusy(client.send(new AdminDeleteUserCommand({ UserPoolId: userPoolId, Username: username })));
    } catch (error) {
      if (!(error instanceof UserNotFoundException)) throw error;
    }
  },
});
