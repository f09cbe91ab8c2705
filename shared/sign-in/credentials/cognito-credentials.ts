import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
  InvalidPasswordException,
  PasswordHistoryPolicyViolationException,
  TooManyRequestsException,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { answered } from './cognito-answered.ts';
import { accountAttribute, accountOf, type Credentials, type Holder } from './credentials.ts';

/** Throws DomainError `busy` when the pool throttles: the caller may retry. */
async function orBusy<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof TooManyRequestsException)
      throw new DomainError('busy', {}, { retryAfterSeconds: 2, because: 'pool-busy', cause: error });
    throw error;
  }
}

async function unlessGone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  }
}

export type CredentialsClients = {
  /** For calls that may be repeated. */
  readonly calls: CognitoIdentityProviderClient;
  /** For calls that set a password; does not retry (createPasswordClient). */
  readonly sets: CognitoIdentityProviderClient;
};

/**
 * The users of a Cognito pool. Their only attribute is their account: the pool keeps passwords, the portal's table everything
 * else. Users are changed by their `sub`, which no other user ever gets.
 */
export function cognitoCredentials({ calls, sets }: CredentialsClients, userPoolId: string): Credentials {
  async function find(username: string) {
    const user = await unlessGone(
      orBusy(calls.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username: username }))),
    );
    if (!user) return undefined;
    const attributes = Object.fromEntries((user.UserAttributes ?? []).map(({ Name, Value }) => [Name ?? '', Value]));
    if (!attributes.sub) throw new Error('The pool returned a user without sub');
    return { sub: attributes.sub, accountId: accountOf(attributes) };
  }

  const findOwn = async ({ accountId, username }: Holder) => {
    const user = await find(username);
    return user?.accountId === accountId ? { UserPoolId: userPoolId, Username: user.sub } : undefined;
  };

  const create: Credentials['create'] = async ({ accountId, username }, temporaryPassword) => {
    try {
      await orBusy(
        answered(() =>
          sets.send(
            new AdminCreateUserCommand({
              UserPoolId: userPoolId,
              Username: username,
              TemporaryPassword: temporaryPassword,
              UserAttributes: [{ Name: accountAttribute, Value: accountId }],
              // Cognito sends nothing: the portal sends the password by its own SMS or mail.
              MessageAction: 'SUPPRESS',
            }),
          ),
        ),
      );
      return 'made';
    } catch (error) {
      if (!(error instanceof UsernameExistsException)) throw error;
      const user = await find(username);
      if (!user) throw new DomainError('busy', {}, { retryAfterSeconds: 2, because: 'pool-busy', cause: error });
      return user.accountId === accountId ? 'there' : { heldBy: user.accountId };
    }
  };

  const set = async (user: { UserPoolId: string; Username: string }, Password: string, Permanent: boolean) => {
    const command = () => sets.send(new AdminSetUserPasswordCommand({ ...user, Password, Permanent }));
    return (await unlessGone(orBusy(answered(command)))) !== undefined;
  };

  return {
    create,
    async setTemporaryPassword(holder, password) {
      const user = await findOwn(holder);
      if (user && (await set(user, password, false))) return;
      const made = await create(holder, password);
      if (made === 'made') return;
      // Another call created the user meanwhile: the password of this call replaces its password.
      const other = made === 'there' ? await findOwn(holder) : undefined;
      if (!other || !(await set(other, password, false)))
        throw new Error('The username of an account belongs to another user');
    },
    async setPassword(holder, password) {
      const user = await findOwn(holder);
      try {
        // The password was compared just now. If the user was deleted since, none is created.
        if (!user || !(await set(user, password, true))) throw new DomainError('session-ended');
        return 'set';
      } catch (error) {
        if (error instanceof InvalidPasswordException || error instanceof PasswordHistoryPolicyViolationException)
          return 'refused';
        throw error;
      }
    },
    async signOutEverywhere(holder) {
      const user = await findOwn(holder);
      if (user) await unlessGone(orBusy(calls.send(new AdminUserGlobalSignOutCommand(user))));
    },
    async remove(holder) {
      const user = await findOwn(holder);
      if (user) await unlessGone(orBusy(calls.send(new AdminDeleteUserCommand(user))));
    },
  };
}
