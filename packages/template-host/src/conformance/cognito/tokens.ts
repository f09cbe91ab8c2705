import {
  AdminDeleteUserCommand,
  AdminUserGlobalSignOutCommand,
  GetUserCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { type Question, refusalName } from '../question.ts';
import { account, claimsOf, guide, visitPool } from './visit-pool.ts';

export const tokenQuestions: readonly Question[] = [
  {
    id: 'cognito-account-claim',
    text: 'The pre-token-generation trigger (V2) puts the account into the access token, at sign-in and at refresh.',
    source: `${guide}, "Pre token generation Lambda trigger"`,
    expected: `sign-in ${account}, refresh ${account}`,
    async ask(place) {
      const { signedIn, refresh } = await visitPool(place);
      const { AccessToken, RefreshToken } = await signedIn();
      const { AuthenticationResult } = await refresh(RefreshToken);
      const refreshed = claimsOf(AuthenticationResult?.AccessToken);
      return `sign-in ${claimsOf(AccessToken).account}, refresh ${refreshed.account}`;
    },
  },
  {
    id: 'cognito-access-token',
    text: 'An access token says what it is, for which client and user; it names no audience.',
    source: `${guide}, "Understanding the access token"`,
    expected: 'access, its client, its user, no aud, later than now',
    async ask(place) {
      const { ClientId, signedIn } = await visitPool(place);
      const { username, AccessToken } = await signedIn();
      const claims = claimsOf(AccessToken);
      return [
        claims.token_use,
        claims.client_id === ClientId ? 'its client' : 'another client',
        claims.username === username ? 'its user' : 'another user',
        'aud' in claims ? 'an aud' : 'no aud',
        Number(claims.exp) * 1000 > Date.now() ? 'later than now' : 'over',
      ].join(', ');
    },
  },
  {
    id: 'cognito-no-self-service',
    text: 'Without the scope aws.cognito.signin.user.admin the pool refuses an access token, also a refreshed one.',
    source: `${guide}, "Scopes, M2M, and resource servers"`,
    expected: 'sign-in NotAuthorizedException, refresh NotAuthorizedException',
    async ask(place) {
      const { client, signedIn, refresh } = await visitPool(place);
      const { AccessToken, RefreshToken } = await signedIn();
      const { AuthenticationResult: { AccessToken: refreshed = '' } = {} } = await refresh(RefreshToken);
      const ask = (token: string) => refusalName(client.send(new GetUserCommand({ AccessToken: token })));
      return `sign-in ${await ask(AccessToken)}, refresh ${await ask(refreshed)}`;
    },
  },
  {
    id: 'cognito-refresh-rotates',
    text: 'GetTokensFromRefreshToken takes the client secret as it is and gives another refresh token; once the grace period is over the old one is refused with an error of its own.',
    source: `${guide}, "Refresh tokens", "Refresh token rotation"`,
    expected: 'another token; the old one: RefreshTokenReuseException',
    async ask(place) {
      const { signedIn, refresh } = await visitPool(place);
      const { RefreshToken } = await signedIn();
      const { AuthenticationResult } = await refresh(RefreshToken);
      const next = AuthenticationResult?.RefreshToken;
      const reused = await refusalName(refresh(RefreshToken));
      return `${next && next !== RefreshToken ? 'another token' : 'no other token'}; the old one: ${reused}`;
    },
  },
  {
    id: 'cognito-one-origin',
    text: 'Access tokens carry origin_jti: the same from the sign-in through every refresh, another one after another sign-in.',
    source: `${guide}, "Ending user sessions with token revocation"`,
    expected: 'the same after a refresh; another after another sign-in',
    async ask(place) {
      const { signedIn, refresh } = await visitPool(place);
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
    id: 'cognito-sessions-end',
    text: 'RevokeToken ends its own session only; AdminUserGlobalSignOut and deleting the user end the others.',
    source: `${guide}, "Ending user sessions with token revocation"`,
    expected: 'revoked NotAuthorizedException, signed out NotAuthorizedException, deleted NotAuthorizedException',
    async ask(place) {
      const { client, UserPoolId, ClientId, ClientSecret, signedIn, refresh } = await visitPool(place);
      const revoked = await signedIn();
      const out = await signedIn();
      const deleted = await signedIn();
      await client.send(new RevokeTokenCommand({ Token: revoked.RefreshToken, ClientId, ClientSecret }));
      await client.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username: out.username }));
      await client.send(new AdminDeleteUserCommand({ UserPoolId, Username: deleted.username }));
      const ask = ({ RefreshToken }: { RefreshToken: string }) => refusalName(refresh(RefreshToken));
      return `revoked ${await ask(revoked)}, signed out ${await ask(out)}, deleted ${await ask(deleted)}`;
    },
  },
];
