import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  AdminUserGlobalSignOutCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import type { ClientDefinition } from '#host/cognito/cognito.ts';
import {
  clientId,
  clientSecret,
  days,
  minutes,
  poolId,
  refusal,
  seconds,
  secretHash,
  setupPool,
} from '#testing/cognito-pool-builder.ts';

const issuer = `https://cognito-idp.eu-central-1.amazonaws.com/${poolId}`;
const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const revoked = 'NotAuthorizedException: Refresh Token has been revoked';

async function signedIn(client: Partial<ClientDefinition> = {}) {
  const pool = await setupPool({ client });
  await pool.confirmedUser();
  const signIn = async () => {
    const { AuthenticationResult } = await pool.signIn('anna', 'Permanent1');
    const { AccessToken = '', IdToken = '', RefreshToken = '' } = AuthenticationResult ?? {};
    return { AccessToken, IdToken, RefreshToken };
  };
  const refresh = (RefreshToken: string, ClientSecret: string | undefined = clientSecret) =>
    pool.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId: clientId, ClientSecret, RefreshToken }));
  const refreshByFlow = (RefreshToken: string, SECRET_HASH: string) =>
    pool.sdk.send(
      new AdminInitiateAuthCommand({
        UserPoolId: poolId,
        ClientId: clientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: RefreshToken, SECRET_HASH },
      }),
    );
  const revoke = (Token: string, ClientSecret = clientSecret) =>
    pool.sdk.send(new RevokeTokenCommand({ ClientId: clientId, ClientSecret, Token }));
  const getUser = (AccessToken: string) => pool.sdk.send(new GetUserCommand({ AccessToken }));
  return { ...pool, tokens: await signIn(), signInAgain: signIn, refresh, refreshByFlow, revoke, getUser };
}

describe('access and id tokens', () => {
  it('carry Cognito’s claims and verify against the pool’s keys', async () => {
    const { tokens, cognito, clock } = await signedIn();
    const keys = await cognito.jwks(poolId);
    expect(Object.keys(keys.keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    const { payload, protectedHeader } = await jwtVerify(tokens.AccessToken, createLocalJWKSet(keys), { issuer });
    expect(protectedHeader).toEqual({ kid: keys.keys[0]?.kid, alg: 'RS256' });
    const { exp = 0, iat = 0, auth_time: signedInAt, ...claims } = payload;
    expect(exp - iat).toBe(900);
    // The sign-in was a moment before its tokens, which may be in the second before.
    expect(iat - Number(signedInAt)).toBeOneOf([0, 1, 2, 3, 4]);
    expect(Math.abs(iat * 1000 - clock.now())).toBeLessThan(5000);
    expect(claims).toEqual({
      sub: expect.stringMatching(uuid),
      iss: issuer,
      client_id: clientId,
      origin_jti: expect.stringMatching(uuid),
      event_id: expect.stringMatching(uuid),
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      jti: expect.stringMatching(uuid),
      username: 'anna',
    });
    const id = await jwtVerify(tokens.IdToken, createLocalJWKSet(keys), { issuer, audience: clientId });
    expect(id.payload).toMatchObject({ token_use: 'id', 'cognito:username': 'anna', sub: claims.sub });
    expect(id.payload).not.toHaveProperty('client_id');
  });

  it('follow the moved clock', async () => {
    const { tokens, getUser, clock, signInAgain } = await signedIn();
    expect((await getUser(tokens.AccessToken)).Username).toBe('anna');
    await clock.advance(minutes(15));
    expect(await refusal(getUser(tokens.AccessToken))).toBe('NotAuthorizedException: Access Token has expired');
    expect((await getUser((await signInAgain()).AccessToken)).Username).toBe('anna');
  });

  it('an id token, a foreign one and an altered one open nothing', async () => {
    const { tokens, getUser } = await signedIn();
    const invalid = 'NotAuthorizedException: Invalid Access Token';
    expect(await refusal(getUser(tokens.IdToken))).toBe(invalid);
    expect(await refusal(getUser('eyJ.x.y'))).toBe(invalid);
    const [head, body, signature = ''] = tokens.AccessToken.split('.');
    const altered = [head, body, (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)].join('.');
    expect(await refusal(getUser(altered))).toBe(invalid);
  });
});

describe('refresh tokens', () => {
  it('are rotated on use, and the old one expires with the grace period after its first use', async () => {
    const { tokens, refresh, clock } = await signedIn();
    const { AuthenticationResult: next } = await refresh(tokens.RefreshToken);
    expect(next?.AccessToken).toBeDefined();
    expect(next?.RefreshToken).not.toBe(tokens.RefreshToken);
    await clock.advance(seconds(30));
    expect((await refresh(tokens.RefreshToken)).AuthenticationResult?.RefreshToken).toBeDefined();
    await clock.advance(seconds(30));
    expect(await refusal(refresh(tokens.RefreshToken))).toMatch(/^RefreshTokenReuseException: /);
    expect((await refresh(next?.RefreshToken ?? '')).AuthenticationResult?.AccessToken).toBeDefined();
  });

  it('without a grace period, exactly one of two parallel uses succeeds', async () => {
    const { tokens, refresh } = await signedIn({ refreshTokenRotation: { graceSeconds: 0 } });
    const answers = await Promise.allSettled([refresh(tokens.RefreshToken), refresh(tokens.RefreshToken)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('a rotated one lives no longer than the first would have, and keeps the time of sign-in', async () => {
    const { tokens, refresh, clock, cognito } = await signedIn();
    const keys = createLocalJWKSet(await cognito.jwks(poolId));
    const claims = async (token = '') => (await jwtVerify(token, keys, { currentDate: new Date(clock.now()) })).payload;
    const first = await claims(tokens.AccessToken);
    await clock.advance(days(1) - minutes(1));
    const { AuthenticationResult: next } = await refresh(tokens.RefreshToken);
    const later = await claims(next?.AccessToken);
    expect(later).toMatchObject({ auth_time: first.auth_time, origin_jti: first.origin_jti });
    expect(later.jti).not.toBe(first.jti);
    await clock.advance(minutes(1));
    expect(await refusal(refresh(next?.RefreshToken ?? ''))).toBe('NotAuthorizedException: Refresh Token has expired');
  });

  it('need the client’s secret itself', async () => {
    const { tokens, refresh, revoke, sdk } = await signedIn();
    const refused = `NotAuthorizedException: Unable to verify secret for client ${clientId}`;
    expect(await refusal(refresh(tokens.RefreshToken, secretHash('anna')))).toBe(refused);
    expect(
      await refusal(
        sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId: clientId, RefreshToken: tokens.RefreshToken })),
      ),
    ).toBe(refused);
    expect(await refusal(revoke(tokens.RefreshToken, 'another'))).toMatch(/^UnauthorizedException: /);
    expect((await refresh(tokens.RefreshToken)).AuthenticationResult).toBeDefined();
  });

  it('REFRESH_TOKEN_AUTH is refused with rotation; without it, it works and returns no new refresh token', async () => {
    const rotating = await signedIn();
    expect(await refusal(rotating.refreshByFlow(rotating.tokens.RefreshToken, secretHash('anna')))).toBe(
      'InvalidParameterException: Auth flow not enabled for this client',
    );
    const steady = await setupPool();
    steady.cognito.createClient({
      clientId,
      clientSecret,
      poolId,
      explicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      accessTokenValiditySeconds: 900,
      idTokenValiditySeconds: 900,
      refreshTokenValiditySeconds: 86_400,
      preventUserExistenceErrors: true,
      authSessionValiditySeconds: 900,
      enableTokenRevocation: true,
    });
    await steady.confirmedUser();
    const first = (await steady.signIn('anna', 'Permanent1')).AuthenticationResult?.RefreshToken ?? '';
    const byFlow = (hash: string) =>
      steady.sdk.send(
        new AdminInitiateAuthCommand({
          UserPoolId: poolId,
          ClientId: clientId,
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          AuthParameters: { REFRESH_TOKEN: first, SECRET_HASH: hash },
        }),
      );
    const { AuthenticationResult } = await byFlow(secretHash('anna'));
    expect(AuthenticationResult?.AccessToken).toBeDefined();
    expect(AuthenticationResult?.RefreshToken).toBeUndefined();
    expect(await refusal(byFlow(secretHash('bela')))).toBe(
      `NotAuthorizedException: Unable to verify secret hash for client ${clientId}`,
    );
  });

  it('a made-up one is refused', async () => {
    const { refresh } = await signedIn();
    expect(await refusal(refresh('a.b.c.d.e'))).toBe('NotAuthorizedException: Invalid Refresh Token');
  });
});

describe('ending sessions', () => {
  it('RevokeToken ends the one sign-in: its refresh tokens, rotated or not, and its access tokens', async () => {
    const { tokens, signInAgain, refresh, revoke, getUser } = await signedIn();
    const other = await signInAgain();
    const next = (await refresh(tokens.RefreshToken)).AuthenticationResult?.RefreshToken ?? '';
    await revoke(tokens.RefreshToken);
    expect(await refusal(refresh(tokens.RefreshToken))).toBe(revoked);
    expect(await refusal(refresh(next))).toBe(revoked);
    expect(await refusal(getUser(tokens.AccessToken))).toBe('NotAuthorizedException: Access Token has been revoked');
    await revoke(next);
    expect((await refresh(other.RefreshToken)).AuthenticationResult).toBeDefined();
  });

  it('RevokeToken takes refresh tokens only, and only where the client enables it', async () => {
    const { tokens, revoke } = await signedIn();
    expect(await refusal(revoke(tokens.AccessToken))).toMatch(/^UnsupportedTokenTypeException: /);
    expect(await refusal(revoke('a.b.c.d.e'))).toBe('InvalidParameterException: Invalid Refresh Token');
    const without = await signedIn({ enableTokenRevocation: false });
    expect(await refusal(without.revoke(without.tokens.RefreshToken))).toMatch(/^UnsupportedOperationException: /);
  });

  it('AdminUserGlobalSignOut ends every existing session, and no later one', async () => {
    const { tokens, sdk, refresh, getUser, signInAgain } = await signedIn();
    const other = await signInAgain();
    await sdk.send(new AdminUserGlobalSignOutCommand({ UserPoolId: poolId, Username: 'anna' }));
    expect(await refusal(refresh(tokens.RefreshToken))).toBe(revoked);
    expect(await refusal(refresh(other.RefreshToken))).toBe(revoked);
    expect(await refusal(getUser(tokens.AccessToken))).toBe('NotAuthorizedException: Access Token has been revoked');
    expect((await refresh((await signInAgain()).RefreshToken)).AuthenticationResult).toBeDefined();
  });

  it('GlobalSignOut does the same with the user’s own token', async () => {
    const { tokens, sdk, refresh } = await signedIn();
    await sdk.send(new GlobalSignOutCommand({ AccessToken: tokens.AccessToken }));
    expect(await refusal(refresh(tokens.RefreshToken))).toBe(revoked);
    expect(await refusal(sdk.send(new GlobalSignOutCommand({ AccessToken: tokens.AccessToken })))).toBe(
      'NotAuthorizedException: Access Token has been revoked',
    );
  });

  it('a disabled user refreshes nothing', async () => {
    const { tokens, sdk, refresh } = await signedIn();
    await sdk.send(new AdminDisableUserCommand({ UserPoolId: poolId, Username: 'anna' }));
    expect(await refusal(refresh(tokens.RefreshToken))).toBe('NotAuthorizedException: User is disabled.');
  });

  it('the tokens of a deleted user are dead, also when the name is taken again', async () => {
    const { tokens, sdk, refresh, getUser, confirmedUser } = await signedIn();
    await sdk.send(new AdminDeleteUserCommand({ UserPoolId: poolId, Username: 'anna' }));
    await confirmedUser();
    expect(await refusal(refresh(tokens.RefreshToken))).toBe(revoked);
    expect(await refusal(getUser(tokens.AccessToken))).toBe('UserNotFoundException: User does not exist.');
  });
});
