import { createHmac, randomBytes } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  GetTokensFromRefreshTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Place } from '../place.ts';

export const password = 'kek-balnak-enekelnek';
export const account = 'account-1';

/** The pool as its questions see it, with users of its own for each. */
export async function visitPool({ settings, Pool: UserPoolId, Client: ClientId }: Place) {
  const client = new CognitoIdentityProviderClient(settings);
  const { UserPoolClient: { ClientSecret = '' } = {} } = await client.send(
    new DescribeUserPoolClientCommand({ UserPoolId, ClientId }),
  );
  const hashOf = (username: string) =>
    createHmac('sha256', ClientSecret).update(`${username}${ClientId}`).digest('base64');

  async function createUser(Username = `probe${randomBytes(4).toString('hex')}`) {
    const { User } = await client.send(
      new AdminCreateUserCommand({
        ...{ UserPoolId, Username },
        TemporaryPassword: password,
        MessageAction: 'SUPPRESS',
        UserAttributes: [{ Name: 'custom:account', Value: account }],
      }),
    );
    const sub = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
    return { username: Username, sub };
  }
  /** `say`: the trigger refuses the sign-in, with its whole input as the text. `hash`: undefined sends no secret hash. */
  const signIn = (
    username: string,
    given: string,
    { say, hash = hashOf(username) }: { say?: string; hash?: string | null } = {},
  ) =>
    client.send(
      new AdminInitiateAuthCommand({
        ...{ UserPoolId, ClientId },
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: username, PASSWORD: given, ...(hash === null ? {} : { SECRET_HASH: hash }) },
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
  const respond = (username: string, Session: string | undefined, chosen: string, say?: string) =>
    client.send(
      new AdminRespondToAuthChallengeCommand({
        ...{ UserPoolId, ClientId, Session },
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        ChallengeResponses: { USERNAME: username, NEW_PASSWORD: chosen, SECRET_HASH: hashOf(username) },
        ...(say === undefined ? {} : { ClientMetadata: { say } }),
      }),
    );
  /** Begins a sign-in by the pool's own challenge; `say` as for `signIn`. */
  const beginCustom = (username: string, say?: string, more: Readonly<Record<string, string>> = {}) =>
    client.send(
      new AdminInitiateAuthCommand({
        ...{ UserPoolId, ClientId },
        AuthFlow: 'CUSTOM_AUTH',
        AuthParameters: { USERNAME: username, SECRET_HASH: hashOf(username), ...more },
        ...(say === undefined ? {} : { ClientMetadata: { say } }),
      }),
    );
  /** Answers that challenge; `right` is the right answer. */
  const answerCustom = (username: string, Session: string | undefined, ANSWER: string, say?: string) =>
    client.send(
      new AdminRespondToAuthChallengeCommand({
        ...{ UserPoolId, ClientId, Session },
        ChallengeName: 'CUSTOM_CHALLENGE',
        ChallengeResponses: { USERNAME: username, ANSWER, SECRET_HASH: hashOf(username) },
        ...(say === undefined ? {} : { ClientMetadata: { say } }),
      }),
    );
  const calls = { beginCustom, answerCustom, createUser, signIn, setPassword, signedIn, refresh, respond };
  return { client, UserPoolId, ClientId, ClientSecret, ...calls };
}

/** What a token says, unchecked. */
export const claimsOf = (token = ''): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

export const guide = 'Amazon Cognito Developer Guide';
