import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  ChangePasswordCommand,
  DeleteUserCommand,
  GetUserCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { aPolicy, days, poolId, refusal, setupPool } from '#testing/cognito-pool-builder.ts';

const notFound = 'UserNotFoundException: User does not exist.';
const anna = { UserPoolId: poolId, Username: 'anna' };

describe('AdminCreateUser', () => {
  it('keeps the name in lower case, with a sub of its own and the given attributes', async () => {
    const { sdk, clock } = await setupPool();
    await sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: poolId,
        Username: 'ANNA',
        TemporaryPassword: 'Temporary1',
        MessageAction: 'SUPPRESS',
        UserAttributes: [
          { Name: 'email', Value: 'anna@example.test' },
          { Name: 'custom:language', Value: 'hu' },
        ],
        ClientMetadata: { reason: 'test' },
      }),
    );
    const user = await sdk.send(new AdminGetUserCommand(anna));
    expect(user).toMatchObject({ Username: 'anna', Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD' });
    expect(Math.abs((user.UserCreateDate?.getTime() ?? 0) - clock.now())).toBeLessThan(5000);
    expect(user.UserAttributes).toEqual([
      { Name: 'email', Value: 'anna@example.test' },
      { Name: 'custom:language', Value: 'hu' },
      { Name: 'sub', Value: expect.stringMatching(/^[\da-f-]{36}$/) },
    ]);
    const sub = user.UserAttributes?.find(({ Name }) => Name === 'sub')?.Value;
    expect((await sdk.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: sub }))).Username).toBe('anna');
  });

  it('exactly one of many parallel calls for one name wins', async () => {
    const { createUser } = await setupPool();
    const answers = await Promise.allSettled(['anna', 'Anna', 'ANNA', 'anna', 'aNNa'].map((name) => createUser(name)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refusal(createUser('anna'))).toBe('UsernameExistsException: User account already exists');
  });

  it('generates a password that the policy accepts if none is given', async () => {
    const { sdk } = await setupPool({ pool: { passwordPolicy: { ...aPolicy, requireSymbols: true } } });
    for (let n = 0; n < 20; n += 1) {
      const user = { UserPoolId: poolId, Username: `u${n}` };
      await sdk.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
      expect((await sdk.send(new AdminGetUserCommand(user))).UserStatus).toBe('FORCE_CHANGE_PASSWORD');
    }
  });

  it('RESEND sets a new password with a new validity for a user who has not chosen one yet, and for no other', async () => {
    const { createUser, signIn, sdk, clock, setPassword } = await setupPool();
    const resend = () =>
      sdk.send(new AdminCreateUserCommand({ ...anna, TemporaryPassword: 'Temporary2', MessageAction: 'RESEND' }));
    expect(await refusal(resend())).toBe(notFound);
    await createUser();
    await clock.advance(days(1));
    await resend();
    expect((await signIn('anna', 'Temporary2')).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    await setPassword('anna', 'Permanent1', true);
    expect(await refusal(resend())).toMatch(/^UnsupportedUserStateException: /);
  });

  it('refuses attributes that the pool does not have, a sub, and a malformed address', async () => {
    const { sdk } = await setupPool();
    const withAttribute = (Name: string, Value: string) =>
      refusal(
        sdk.send(new AdminCreateUserCommand({ ...anna, MessageAction: 'SUPPRESS', UserAttributes: [{ Name, Value }] })),
      );
    expect(await withAttribute('custom:shoe', '41')).toBe(
      'InvalidParameterException: Attributes did not conform to the schema: Type for attribute {custom:shoe} could not be determined',
    );
    expect(await withAttribute('sub', 'mine')).toMatch(/^InvalidParameterException: /);
    expect(await withAttribute('email', 'nowhere')).toBe('InvalidParameterException: Invalid email address format.');
    expect(await withAttribute('phone_number', '0630')).toBe('InvalidParameterException: Invalid phone number format.');
  });
});

describe('passwords', () => {
  it.each([
    ['Short1', 'Password not long enough'],
    ['lowercase1', 'Password must have uppercase characters'],
    ['UPPERCASE1', 'Password must have lowercase characters'],
    ['NoNumbers', 'Password must have numeric characters'],
    ['NoSymbols1', 'Password must have symbol characters'],
  ])('the policy refuses %s in Cognito’s words', async (password, reason) => {
    const { createUser } = await setupPool({ pool: { passwordPolicy: { ...aPolicy, requireSymbols: true } } });
    expect(await refusal(createUser('anna', password))).toBe(
      `InvalidPasswordException: Password did not conform with policy: ${reason}`,
    );
    await createUser('anna', 'Good-Password1');
  });

  it('AdminSetUserPassword sets a temporary one, or on request a permanent one', async () => {
    const { confirmedUser, setPassword, signIn, sdk } = await setupPool();
    expect(await refusal(setPassword('anna', 'Temporary2', false))).toBe(notFound);
    await confirmedUser();
    await setPassword('anna', 'Temporary2', false);
    expect((await sdk.send(new AdminGetUserCommand(anna))).UserStatus).toBe('FORCE_CHANGE_PASSWORD');
    expect(await refusal(signIn('anna', 'Permanent1'))).toMatch(/^NotAuthorizedException: /);
    expect((await signIn('anna', 'Temporary2')).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    await setPassword('anna', 'Permanent2', true);
    expect((await sdk.send(new AdminGetUserCommand(anna))).UserStatus).toBe('CONFIRMED');
    expect((await signIn('anna', 'Permanent2')).AuthenticationResult).toBeDefined();
  });

  it('AdminResetUserPassword needs a verified address', async () => {
    const { confirmedUser, createUser, sdk } = await setupPool();
    await confirmedUser();
    expect(await refusal(sdk.send(new AdminResetUserPasswordCommand(anna)))).toMatch(/no registered\/verified email/);
    await createUser('bela');
    expect(await refusal(sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: poolId, Username: 'bela' })))).toBe(
      'NotAuthorizedException: User password cannot be reset in the current state.',
    );
  });

  it('ChangePassword compares the previous one, counts it, and is throttled', async () => {
    const { confirmedUser, signIn, sdk, cognito } = await setupPool();
    await confirmedUser();
    const AccessToken = (await signIn('anna', 'Permanent1')).AuthenticationResult?.AccessToken ?? '';
    const change = (PreviousPassword: string, ProposedPassword: string) =>
      sdk.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));
    await change('Permanent1', 'Permanent2');
    expect((await signIn('anna', 'Permanent2')).AuthenticationResult).toBeDefined();
    const before = cognito.passwordChecks();
    for (let n = 0; n < 5; n += 1)
      expect(await refusal(change('Wrong1234', 'Permanent3'))).toBe(
        'NotAuthorizedException: Incorrect username or password.',
      );
    expect(await refusal(change('Permanent2', 'Permanent3'))).toMatch(/^LimitExceededException: /);
    expect(cognito.passwordChecks()).toBe(before + 5);
  });
});

describe('a user’s attributes and end', () => {
  it('GetUser shows the attributes that the client may read, and DeleteUser ends the user', async () => {
    const { sdk, setPassword, signIn } = await setupPool({
      client: { readAttributes: ['custom:language'] },
    });
    await sdk.send(
      new AdminCreateUserCommand({
        ...anna,
        UserAttributes: [
          { Name: 'email', Value: 'anna@example.test' },
          { Name: 'custom:language', Value: 'hu' },
        ],
      }),
    );
    await setPassword('anna', 'Permanent1', true);
    const AccessToken = (await signIn('anna', 'Permanent1')).AuthenticationResult?.AccessToken ?? '';
    const user = await sdk.send(new GetUserCommand({ AccessToken }));
    expect(user.Username).toBe('anna');
    expect(user.UserAttributes).toEqual([{ Name: 'custom:language', Value: 'hu' }]);
    await sdk.send(new DeleteUserCommand({ AccessToken }));
    expect(await refusal(sdk.send(new AdminGetUserCommand(anna)))).toBe(notFound);
  });

  it('AdminDeleteUser frees the name, for a new sub', async () => {
    const { createUser, sdk } = await setupPool();
    const sub = (user: Awaited<ReturnType<typeof createUser>>) =>
      user.User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value;
    const first = sub(await createUser());
    await sdk.send(new AdminDeleteUserCommand(anna));
    expect(await refusal(sdk.send(new AdminDeleteUserCommand(anna)))).toBe(notFound);
    const second = sub(await createUser());
    expect(second).toBeDefined();
    expect(second).not.toBe(first);
  });
});

describe('ListUsers', () => {
  it('pages in the order of creation, each user once', async () => {
    const { createUser, sdk } = await setupPool();
    const names = ['anna', 'bela', 'cili', 'dani', 'erik'];
    for (const name of names) await createUser(name);
    const seen: (string | undefined)[] = [];
    let PaginationToken: string | undefined;
    do {
      const page = await sdk.send(new ListUsersCommand({ UserPoolId: poolId, Limit: 2, PaginationToken }));
      seen.push(...(page.Users ?? []).map(({ Username }) => Username));
      PaginationToken = page.PaginationToken;
    } while (PaginationToken);
    expect(seen).toEqual(names);
  });

  it('refuses a filter, which it does not play', async () => {
    const { sdk } = await setupPool();
    const list = sdk.send(new ListUsersCommand({ UserPoolId: poolId, Filter: 'username = "anna"' }));
    expect(await refusal(list)).toMatch(/^InvalidParameterException: .*'filter'/);
  });
});
