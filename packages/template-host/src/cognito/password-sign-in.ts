import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws/service.ts';
import type { ClientDefinition } from './definitions.ts';
import type { Pool } from './pools.ts';
import { runPreAuthentication } from './pre-authentication.ts';
import { issueTokens, type TokenSource } from './pre-token-generation.ts';
import type { Answer } from './protocol.ts';
import type { Realm } from './realm.ts';
import { checkSecretHash } from './secret-hash.ts';
import { type User, userNotFound } from './users.ts';

/** A sign-in as it was requested, with a password or without. */
export type RequestedSignIn = {
  readonly pool: Pool;
  readonly client: ClientDefinition;
  readonly parameters: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>> | undefined;
};

/**
 * Signs in with a password, in Cognito's order: secret hash, pre-authentication trigger, Cognito's own throttle, and only then
 * the password. If the client hides which users exist, an unknown user takes the same steps and the same time.
 */
export async function signInWithPassword(realm: Realm, signIn: RequestedSignIn): Promise<Answer> {
  const { pool, client, parameters } = signIn;
  const username = required(parameters, 'USERNAME');
  const password = required(parameters, 'PASSWORD');
  checkSecretHash(client, [username], parameters.SECRET_HASH);

  await admit(realm, signIn, username);
  const tested = await testPassword(realm, pool, username, password);

  // Read again: the user may have been deleted or given another password while this one was compared.
  const current = tested && pool.users.find(tested.sub);
  if (!current || current.passwordHash !== tested.passwordHash) throw incorrect();
  if (current.status === 'FORCE_CHANGE_PASSWORD') return challenge(realm, client, current);
  return {
    AuthenticationResult: await beginGrant(realm, pool, client, current, 'TokenGeneration_Authentication'),
    ChallengeParameters: {},
  };
}

/**
 * What comes before every sign-in: refuses a disabled user, an unknown one unless the client hides that, and whom the
 * pre-authentication trigger refuses. Returns the user.
 */
export async function admit(
  realm: Realm,
  { pool, client, metadata }: RequestedSignIn,
  typed: string,
): Promise<User | undefined> {
  const user = pool.users.find(typed);
  if (!user && !client.preventUserExistenceErrors) throw userNotFound();
  if (user && !user.enabled) throw new AwsError('NotAuthorizedException', 'User is disabled.');
  const functionArn = pool.definition.triggers.preAuthentication;
  if (!functionArn) return user;
  const attempt = {
    functionArn,
    poolId: pool.definition.poolId,
    clientId: client.clientId,
    userName: user?.username ?? typed,
    userAttributes: triggerAttributes(user),
    validationData: metadata,
    userNotFound: client.preventUserExistenceErrors ? !user : undefined,
  };
  await runPreAuthentication(realm.invokeTrigger, attempt, realm.triggerTimeoutMs);
  return user;
}

/** A user's attributes as triggers see them; none of an unknown user. */
export const triggerAttributes = (user: User | undefined): Readonly<Record<string, string>> =>
  user ? { sub: user.sub, 'cognito:user_status': user.status, ...user.attributes } : {};

/**
 * The user whose password was right; throws NotAuthorizedException, or PasswordResetRequiredException without comparing the
 * password.
 */
async function testPassword(realm: Realm, pool: Pool, username: string, password: string): Promise<User | undefined> {
  const user = pool.users.find(username);
  const key = `${pool.definition.poolId}/${user?.username ?? pool.users.normalise(username)}`;
  if (realm.throttle.refuses(key)) throw new AwsError('NotAuthorizedException', 'Password attempts exceeded');
  if (user?.status === 'RESET_REQUIRED')
    throw new AwsError('PasswordResetRequiredException', 'Password reset required for the user');
  if (!(await realm.passwords.matches(password, user?.passwordHash))) {
    realm.throttle.failed(key);
    throw incorrect();
  }
  realm.throttle.succeeded(key);
  if (user?.temporaryUntil !== undefined && user.temporaryUntil <= realm.clock.now())
    throw new AwsError(
      'NotAuthorizedException',
      'Temporary password has expired and must be reset by an administrator.',
    );
  return user;
}

function challenge(realm: Realm, client: ClientDefinition, user: User): Answer {
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: realm.sessions.open(client.clientId, user.sub, client.authSessionValiditySeconds),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: '[]',
      userAttributes: JSON.stringify(user.attributes),
    },
  };
}

/** The tokens of a successful sign-in. */
export async function beginGrant(
  realm: Realm,
  pool: Pool,
  client: ClientDefinition,
  user: User,
  source: TokenSource,
): Promise<Answer> {
  const { grant, refreshToken } = realm.refreshTokens.begin(randomUUID(), client, user);
  const tokens = await issueTokens(realm, pool, client, user, grant, source);
  return { ...tokens, RefreshToken: refreshToken };
}

/** A required parameter; throws InvalidParameterException if it is missing. */
export function required(parameters: Readonly<Record<string, string>>, name: string): string {
  const value = parameters[name];
  if (!value) throw new AwsError('InvalidParameterException', `Missing required parameter ${name}`);
  return value;
}

/** The error for a wrong username or a wrong password, which are not distinguished. */
export const incorrect = () => new AwsError('NotAuthorizedException', 'Incorrect username or password.');
