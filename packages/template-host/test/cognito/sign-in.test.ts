import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import {
  clientId,
  days,
  minutes,
  poolId,
  refusal,
  seconds,
  secretHash,
  setupPool,
} from '#testing/cognito-pool-builder.ts';

const wrong = 'NotAuthorizedException: Incorrect username or password.';

describe('signing in with a password', () => {
  it('returns access, id and refresh token for the right one', async () => {
    const { confirmedUser, signIn } = await setupPool();
    const { username, password } = await confirmedUser();
    const { AuthenticationResult: tokens, ChallengeName } = await signIn(username, password);
    expect(ChallengeName).toBeUndefined();
    expect(tokens).toMatchObject({ TokenType: 'Bearer', ExpiresIn: 900 });
    expect(tokens?.AccessToken).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(tokens?.IdToken).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(tokens?.RefreshToken?.split('.')).toHaveLength(5);
  });

  it('refuses a wrong password and an unknown user alike, and compares a password for both', async () => {
    const { confirmedUser, signIn, cognito } = await setupPool();
    await confirmedUser();
    expect(await refusal(signIn('anna', 'Wrong1234'))).toBe(wrong);
    expect(cognito.passwordChecks()).toBe(1);
    expect(await refusal(signIn('nobody', 'Wrong1234'))).toBe(wrong);
    expect(cognito.passwordChecks()).toBe(2);
  });

  it('reports an unknown user if the client does not hide which users exist', async () => {
    const { signIn, cognito } = await setupPool({ client: { preventUserExistenceErrors: false } });
    expect(await refusal(signIn('nobody', 'Wrong1234'))).toBe('UserNotFoundException: User does not exist.');
    expect(cognito.passwordChecks()).toBe(0);
  });

  it('accepts a username in any case if the pool ignores case, otherwise only the exact one', async () => {
    const insensitive = await setupPool();
    await insensitive.confirmedUser('Anna');
    expect((await insensitive.signIn('aNNa', 'Permanent1')).AuthenticationResult).toBeDefined();
    const sensitive = await setupPool({ pool: { usernameCaseInsensitive: false } });
    await sensitive.confirmedUser('Anna');
    expect(await refusal(sensitive.signIn('anna', 'Permanent1'))).toBe(wrong);
    expect((await sensitive.signIn('Anna', 'Permanent1')).AuthenticationResult).toBeDefined();
  });

  it('refuses a disabled user, and one whose password an administrator has reset, without comparing', async () => {
    const { setPassword, signIn, sdk, cognito } = await setupPool();
    await sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: poolId,
        Username: 'anna',
        UserAttributes: [
          { Name: 'email', Value: 'anna@example.test' },
          { Name: 'email_verified', Value: 'true' },
        ],
      }),
    );
    await setPassword('anna', 'Permanent1', true);
    await sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: poolId, Username: 'anna' }));
    expect(await refusal(signIn('anna', 'Permanent1'))).toBe(
      'PasswordResetRequiredException: Password reset required for the user',
    );
    await sdk.send(new AdminDisableUserCommand({ UserPoolId: poolId, Username: 'anna' }));
    expect(await refusal(signIn('anna', 'Permanent1'))).toBe('NotAuthorizedException: User is disabled.');
    expect(cognito.passwordChecks()).toBe(0);
  });

  it('the old password signs nobody in once a new one is set, however close the two calls are', async () => {
    const { confirmedUser, setPassword, signIn } = await setupPool();
    await confirmedUser();
    for (let n = 0; n < 20; n += 1) {
      const attempts = Promise.allSettled(Array.from({ length: 8 }, () => signIn('anna', 'Permanent1')));
      await setPassword('anna', 'Temporary2', false);
      for (const attempt of await attempts)
        if (attempt.status === 'fulfilled') expect(attempt.value.ChallengeName).toBeUndefined();
      await setPassword('anna', 'Permanent1', true);
    }
  });

  it('handles a thousand parallel sign-ins', async () => {
    const { confirmedUser, signIn, cognito } = await setupPool();
    await confirmedUser();
    const before = process.cpuUsage();
    const answers = await Promise.all(Array.from({ length: 1000 }, () => signIn('anna', 'Permanent1')));
    expect(answers.every(({ AuthenticationResult }) => AuthenticationResult?.AccessToken)).toBe(true);
    expect(cognito.passwordChecks()).toBe(1000);
    // The work that it takes, which other programs on this machine do not lengthen: 15 s on one core.
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(15_000_000);
  });
});

describe('the secret hash and the flows', () => {
  const attempt = (over: Record<string, string>, flow: 'ADMIN_USER_PASSWORD_AUTH' | 'USER_PASSWORD_AUTH') =>
    new AdminInitiateAuthCommand({
      UserPoolId: poolId,
      ClientId: clientId,
      AuthFlow: flow,
      AuthParameters: { USERNAME: 'anna', PASSWORD: 'Permanent1', ...over },
    });

  it('refuses a sign-in without the secret hash, or with a wrong one, before it compares the password', async () => {
    const { confirmedUser, sdk, cognito } = await setupPool();
    await confirmedUser();
    expect(await refusal(sdk.send(attempt({}, 'ADMIN_USER_PASSWORD_AUTH')))).toBe(
      `NotAuthorizedException: Client ${clientId} is configured with secret but SECRET_HASH was not received`,
    );
    const forged = { SECRET_HASH: secretHash('anna', 'another secret') };
    expect(await refusal(sdk.send(attempt(forged, 'ADMIN_USER_PASSWORD_AUTH')))).toBe(
      `NotAuthorizedException: Unable to verify secret hash for client ${clientId}`,
    );
    expect(cognito.passwordChecks()).toBe(0);
  });

  it('refuses every flow that the client does not enable', async () => {
    const { confirmedUser, sdk, cognito } = await setupPool();
    await confirmedUser();
    const AuthParameters = { USERNAME: 'anna', PASSWORD: 'Permanent1', SECRET_HASH: secretHash('anna') };
    const notEnabled = 'InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client';
    expect(
      await refusal(
        sdk.send(new InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters })),
      ),
    ).toBe(notEnabled);
    expect(await refusal(sdk.send(attempt(AuthParameters, 'USER_PASSWORD_AUTH')))).toBe(notEnabled);
    expect(
      await refusal(
        sdk.send(new InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters })),
      ),
    ).toBe('InvalidParameterException: Initiate Auth method not supported.');
    expect(
      await refusal(
        sdk.send(new InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters })),
      ),
    ).toBe('InvalidParameterException: USER_SRP_AUTH is not enabled for the client.');
    expect(
      await refusal(
        sdk.send(
          new RespondToAuthChallengeCommand({
            ClientId: clientId,
            ChallengeName: 'NEW_PASSWORD_REQUIRED',
            Session: 'x'.repeat(40),
            ChallengeResponses: AuthParameters,
          }),
        ),
      ),
    ).toBe(notEnabled);
    expect(cognito.passwordChecks()).toBe(0);
  });

  it('accepts InitiateAuth if the client enables it', async () => {
    const { confirmedUser, sdk } = await setupPool({ client: { explicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] } });
    await confirmedUser();
    const { AuthenticationResult } = await sdk.send(
      new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'anna', PASSWORD: 'Permanent1', SECRET_HASH: secretHash('anna') },
      }),
    );
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });
});

describe('temporary passwords', () => {
  it('must be changed at the first sign-in, and the new one signs in', async () => {
    const { createUser, signIn, choosePassword } = await setupPool();
    await createUser();
    const first = await signIn('anna', 'Temporary1');
    expect(first.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    expect(first.AuthenticationResult).toBeUndefined();
    expect(first.ChallengeParameters).toMatchObject({ USER_ID_FOR_SRP: 'anna', requiredAttributes: '[]' });
    expect((await choosePassword('anna', 'Chosen1234', first.Session)).AuthenticationResult?.AccessToken).toBeDefined();
    expect(await refusal(signIn('anna', 'Temporary1'))).toBe(wrong);
    expect((await signIn('anna', 'Chosen1234')).AuthenticationResult).toBeDefined();
  });

  it('are valid until their days are over, and again after AdminSetUserPassword', async () => {
    const { createUser, setPassword, signIn, clock } = await setupPool();
    await createUser();
    await clock.advance(days(1) - minutes(1));
    expect((await signIn('anna', 'Temporary1')).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    await clock.advance(minutes(1));
    expect(await refusal(signIn('anna', 'Temporary1'))).toBe(
      'NotAuthorizedException: Temporary password has expired and must be reset by an administrator.',
    );
    await setPassword('anna', 'Temporary2', false);
    expect((await signIn('anna', 'Temporary2')).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  });

  it('an answer that gets tokens uses up its session, and exactly one of two parallel answers does', async () => {
    const { createUser, signIn, choosePassword } = await setupPool();
    await createUser();
    const { Session } = await signIn('anna', 'Temporary1');
    const answers = await Promise.allSettled([
      choosePassword('anna', 'Chosen1234', Session),
      choosePassword('anna', 'Chosen5678', Session),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(choosePassword('anna', 'Chosen9999', Session))).toBe(
      'NotAuthorizedException: Invalid session for the user, session can only be used once.',
    );
  });

  it('a used session stays used when the user gets a temporary password again', async () => {
    const { createUser, setPassword, signIn, choosePassword } = await setupPool();
    await createUser();
    const { Session } = await signIn('anna', 'Temporary1');
    await choosePassword('anna', 'Chosen1234', Session);
    await setPassword('anna', 'Temporary2', false);
    expect(await refusal(choosePassword('anna', 'Chosen5678', Session))).toBe(
      'NotAuthorizedException: Invalid session for the user, session can only be used once.',
    );
  });

  it('a session survives a new password that the policy refuses', async () => {
    const { createUser, signIn, choosePassword } = await setupPool();
    await createUser();
    const { Session } = await signIn('anna', 'Temporary1');
    expect(await refusal(choosePassword('anna', 'short', Session))).toBe(
      'InvalidPasswordException: Password did not conform with policy: Password not long enough',
    );
    expect((await choosePassword('anna', 'Chosen1234', Session)).AuthenticationResult).toBeDefined();
  });

  it('a session ends with the client’s AuthSessionValidity, and no other client can use it', async () => {
    const { createUser, signIn, choosePassword, clock } = await setupPool();
    await createUser();
    await createUser('bela');
    const { Session } = await signIn('anna', 'Temporary1');
    expect(await refusal(choosePassword('bela', 'Chosen1234', Session))).toBe(
      'NotAuthorizedException: Invalid session for the user.',
    );
    expect(await refusal(choosePassword('anna', 'Chosen1234', 'x'.repeat(40)))).toBe(
      'NotAuthorizedException: Invalid session for the user.',
    );
    await clock.advance(minutes(15));
    expect(await refusal(choosePassword('anna', 'Chosen1234', Session))).toBe(
      'NotAuthorizedException: Invalid session for the user, session is expired.',
    );
  });
});

describe('Cognito’s own throttle', () => {
  const exceeded = 'NotAuthorizedException: Password attempts exceeded';

  it.each(['anna', 'nobody'])(
    'locks after five wrong ones in a row for 1 s, 2 s, 4 s, without comparing (%s)',
    async (name) => {
      const { confirmedUser, signIn, cognito, clock } = await setupPool();
      await confirmedUser();
      for (let n = 0; n < 5; n += 1) expect(await refusal(signIn(name, 'Wrong1234'))).toBe(wrong);
      expect(await refusal(signIn(name, 'Permanent1'))).toBe(exceeded);
      expect(cognito.passwordChecks()).toBe(5);
      await clock.advance(seconds(1));
      expect(await refusal(signIn(name, 'Wrong1234'))).toBe(wrong);
      await clock.advance(seconds(1));
      expect(await refusal(signIn(name, 'Permanent1'))).toBe(exceeded);
      await clock.advance(seconds(1));
      expect(await refusal(signIn(name, 'Wrong1234'))).toBe(wrong);
      expect(cognito.passwordChecks()).toBe(7);
    },
  );

  it('resets after a success, and after 15 minutes without an attempt', async () => {
    const { confirmedUser, signIn, clock } = await setupPool();
    await confirmedUser();
    const fail = async (times: number) => {
      for (let n = 0; n < times; n += 1) expect(await refusal(signIn('anna', 'Wrong1234'))).toBe(wrong);
    };
    await fail(4);
    expect((await signIn('anna', 'Permanent1')).AuthenticationResult).toBeDefined();
    await fail(4);
    await clock.advance(minutes(15));
    await fail(5);
    expect(await refusal(signIn('anna', 'Permanent1'))).toBe(exceeded);
  });
});
