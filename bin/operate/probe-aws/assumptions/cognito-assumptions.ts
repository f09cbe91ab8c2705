import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { type Assumption, refusalOf } from '../assumption.ts';
import type { ProbeStack } from '../probe-stack.ts';

const password = 'kek-balnak-enekelnek';
const account = 'account-1';

/** A pool as the portal calls it, with users of its own for each question. */
async function visitPool({ settings, Pool: UserPoolId, Client: ClientId }: ProbeStack) {
  const client = new CognitoIdentityProviderClient(settings);
  const { UserPoolClient: { ClientSecret = '' } = {} } = await client.send(
    new DescribeUserPoolClientCommand({ UserPoolId, ClientId }),
  );
  const hashOf = (username: string) =>
    createHmac('sha256', ClientSecret).update(`${username}${ClientId}`).digest('base64');

  async function createUser() {
    const Username = `probe${randomBytes(4).toString('hex')}`;
    const user = { UserPoolId, Username };
    const { User } = await client.send(
      new AdminCreateUserCommand({
        ...user,
        TemporaryPassword: password,
        MessageAction: 'SUPPRESS',
        UserAttributes: [{ Name: 'custom:account', Value: account }],
      }),
    );
    const sub = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
    return { username: Username, sub };
  }
  const signIn = (username: string, given: string, say?: string) =>
    client.send(
      new AdminInitiateAuthCommand({
        ...{ UserPoolId, ClientId },
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: username, PASSWORD: given, SECRET_HASH: hashOf(username) },
        ...(say === undefined ? {} : { ClientMetadata: { say } }),
      }),
    );
  const setPassword = (username: string, chosen: string) =>
    client.send(new AdminSetUserPasswordCommand({ UserPoolId, Username: username, Password: chosen, Permanent: true }));
  async function signedIn() {
    const { username } = await createUser();
    await setPassword(username, password);
    const { AuthenticationResult: { AccessToken = '', RefreshToken = '' } = {} } = await signIn(username, password);
    return { username, AccessToken, RefreshToken };
  }
  const refresh = (RefreshToken: string) =>
    client.send(new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId, ClientSecret }));
  const respond = (username: string, Session: string | undefined, chosen: string) =>
    client.send(
      new AdminRespondToAuthChallengeCommand({
        ...{ UserPoolId, ClientId, Session },
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        ChallengeResponses: { USERNAME: username, NEW_PASSWORD: chosen, SECRET_HASH: hashOf(username) },
      }),
    );
  return { client, UserPoolId, createUser, signIn, setPassword, signedIn, refresh, respond };
}

const claimsOf = (token = ''): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

const guide = 'Amazon Cognito Developer Guide';

export const cognitoAssumptions: readonly Assumption[] = [
  {
    id: 'cognito-unknown-user',
    rests: 'R3.2, R1.3: the guard judges names that nobody has',
    text: 'With PreventUserExistenceErrors the pre-authentication trigger also runs for an unknown user, with the name as it was typed and ClientMetadata as validationData; its error arrives word for word, with a full stop.',
    source: `${guide}, "Pre authentication Lambda trigger"; "Managing user existence error responses"`,
    expected:
      'UserLambdaValidationException: PreAuthentication failed with error {"user":"NoBody","unknown":true,"said":"hello"}.',
    async ask(stack) {
      const { signIn } = await visitPool(stack);
      return refusalOf(signIn('NoBody', password, 'hello'));
    },
  },
  {
    id: 'cognito-known-user',
    rests: 'R3.2: the guard knows a customer by one name',
    text: 'For a known user the trigger gets the name as the pool keeps it, in lower case, however it was typed.',
    source: `${guide}, "User pool case sensitivity"`,
    expected:
      'UserLambdaValidationException: PreAuthentication failed with error {"user":"<name>","unknown":false,"said":"hello"}.',
    async ask(stack) {
      const { createUser, signIn } = await visitPool(stack);
      const { username } = await createUser();
      return (await refusalOf(signIn(username.toUpperCase(), password, 'hello'))).replace(username, '<name>');
    },
  },
  {
    id: 'cognito-wrong-password',
    rests: 'R1.3: nobody learns who is registered',
    text: 'A wrong password and an unknown user get the same answer.',
    source: `${guide}, "Managing user existence error responses"`,
    expected: 'NotAuthorizedException: Incorrect username or password. (both)',
    async ask(stack) {
      const { createUser, signIn } = await visitPool(stack);
      const { username } = await createUser();
      const [known, unknown] = [
        await refusalOf(signIn(username, 'something-else-1')),
        await refusalOf(signIn('nobody', 'something-else-1')),
      ];
      return known === unknown ? `${known} (both)` : `${known} / ${unknown}`;
    },
  },
  {
    id: 'cognito-temporary-password',
    rests: 'R2.9: the password of the SMS is good for choosing one',
    text: 'A temporary password is answered with NEW_PASSWORD_REQUIRED and a session; the session answers once.',
    source: `${guide}, "AdminCreateUser"; "AdminRespondToAuthChallenge"`,
    expected: 'NEW_PASSWORD_REQUIRED, tokens; again: NotAuthorizedException',
    async ask(stack) {
      const { createUser, signIn, respond } = await visitPool(stack);
      const { username } = await createUser();
      const { ChallengeName, Session } = await signIn(username, password);
      const { AuthenticationResult } = await respond(username, Session, `${password}-2`);
      const again = await refusalOf(respond(username, Session, `${password}-3`));
      return `${ChallengeName}, ${AuthenticationResult?.AccessToken ? 'tokens' : 'no tokens'}; again: ${again.split(':')[0]}`;
    },
  },
  {
    id: 'cognito-challenge-expiry',
    rests: 'R2.9: how long the page to choose a password may stay open',
    text: 'A challenge session ends after AuthSessionValidity.',
    source: `${guide}, "App client settings"`,
    expected: 'NotAuthorizedException',
    minutes: 4,
    async ask(stack) {
      const { createUser, signIn, respond } = await visitPool(stack);
      const { username } = await createUser();
      const { Session } = await signIn(username, password);
      await pause(190_000);
      return (await refusalOf(respond(username, Session, `${password}-2`))).split(':')[0] ?? '';
    },
  },
  {
    id: 'cognito-account-claim',
    rests: 'R1.5, decision 0043: the account is the claim `account`',
    text: 'The pre-token-generation trigger (V2) puts the account into the access token, at sign-in and at refresh.',
    source: `${guide}, "Pre token generation Lambda trigger"`,
    expected: `sign-in ${account}, refresh ${account}`,
    async ask(stack) {
      const { signedIn, refresh } = await visitPool(stack);
      const { AccessToken, RefreshToken } = await signedIn();
      const { AuthenticationResult } = await refresh(RefreshToken);
      const refreshed = claimsOf(AuthenticationResult?.AccessToken);
      return `sign-in ${claimsOf(AccessToken).account}, refresh ${refreshed.account}`;
    },
  },
  {
    id: 'cognito-no-self-service',
    rests: 'R1.5: a stolen token reaches nothing but the portal',
    text: 'Without the scope aws.cognito.signin.user.admin the pool refuses an access token, also a refreshed one.',
    source: `${guide}, "Scopes, M2M, and resource servers"`,
    expected: 'sign-in NotAuthorizedException, refresh NotAuthorizedException',
    async ask(stack) {
      const { client, signedIn, refresh } = await visitPool(stack);
      const { AccessToken, RefreshToken } = await signedIn();
      const { AuthenticationResult: { AccessToken: refreshed = '' } = {} } = await refresh(RefreshToken);
      const [first, second] = [
        await refusalOf(client.send(new GetUserCommand({ AccessToken }))),
        await refusalOf(client.send(new GetUserCommand({ AccessToken: refreshed }))),
      ];
      return `sign-in ${first.split(':')[0]}, refresh ${second.split(':')[0]}`;
    },
  },
  {
    id: 'cognito-refresh-rotates',
    rests: 'R1.4: a session is one line of refresh tokens, and one that is used twice ends all sessions',
    text: 'GetTokensFromRefreshToken takes the client secret as it is and gives another refresh token; once the grace period is over the old one is refused with an error of its own.',
    source: `${guide}, "Refresh tokens", "Refresh token rotation"`,
    expected: 'another token; the old one: RefreshTokenReuseException',
    async ask(stack) {
      const { signedIn, refresh } = await visitPool(stack);
      const { RefreshToken } = await signedIn();
      const { AuthenticationResult } = await refresh(RefreshToken);
      const next = AuthenticationResult?.RefreshToken;
      const reused = await refusalOf(refresh(RefreshToken));
      return `${next && next !== RefreshToken ? 'another token' : 'no other token'}; the old one: ${reused.split(':')[0]}`;
    },
  },
  {
    id: 'cognito-one-origin',
    rests: 'R1.4: signing out ends the access tokens of one session',
    text: 'Access tokens carry origin_jti: the same from the sign-in through every refresh, another one after another sign-in.',
    source: `${guide}, "Token revocation"`,
    expected: 'the same after a refresh; another after another sign-in',
    async ask(stack) {
      const { signedIn, refresh } = await visitPool(stack);
      const [one, other] = [await signedIn(), await signedIn()];
      const { AuthenticationResult } = await refresh(one.RefreshToken);
      const [first, refreshed, another] = [one.AccessToken, AuthenticationResult?.AccessToken, other.AccessToken].map(
        (token) => claimsOf(token).origin_jti,
      );
      if (first === undefined) return 'no origin_jti';
      return `${refreshed === first ? 'the same' : 'another'} after a refresh; ${another === first ? 'the same' : 'another'} after another sign-in`;
    },
  },
  {
    id: 'cognito-user-by-sub',
    rests: 'R11.1a, decision 0043: users are changed as the account’s own, never by name',
    text: 'AdminGetUser and AdminSetUserPassword take a user’s `sub` in place of the name.',
    source: `${guide}, API reference, "AdminGetUser": Username`,
    expected: 'found; signs in with the password that was set',
    async ask(stack) {
      const { client, UserPoolId, createUser, setPassword, signIn } = await visitPool(stack);
      const { username, sub } = await createUser();
      const { Username } = await client.send(new AdminGetUserCommand({ UserPoolId, Username: sub }));
      await setPassword(sub, `${password}-2`);
      const { AuthenticationResult } = await signIn(username, `${password}-2`);
      return `${Username === username ? 'found' : `found ${Username}`}; ${AuthenticationResult ? 'signs in' : 'does not sign in'} with the password that was set`;
    },
  },
  {
    id: 'cognito-names-differ',
    rests: 'R2.6, R11.1a: who is there already is told apart from who is not',
    text: 'A name that is taken, in whatever case, and a user who is missing have errors of their own.',
    source: `${guide}, API reference, "AdminCreateUser", "AdminGetUser": errors`,
    expected: 'UsernameExistsException, UserNotFoundException',
    async ask(stack) {
      const { client, UserPoolId, createUser } = await visitPool(stack);
      const { username } = await createUser();
      const create = new AdminCreateUserCommand({
        ...{ UserPoolId, Username: username.toUpperCase(), MessageAction: 'SUPPRESS' },
        TemporaryPassword: password,
      });
      const get = new AdminGetUserCommand({ UserPoolId, Username: 'nobody' });
      const [taken, missing] = [await refusalOf(client.send(create)), await refusalOf(client.send(get))];
      return `${taken.split(':')[0]}, ${missing.split(':')[0]}`;
    },
  },
];
