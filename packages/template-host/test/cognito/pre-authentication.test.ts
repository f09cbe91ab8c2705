import { describe, expect, it } from 'vitest';
import { createClock } from '#host/clock.ts';
import { createCognito, type InvokeTrigger } from '#host/cognito/cognito.ts';
import { aPool, clientId, echo, poolId, refusal, setupPool, triggerArn } from '#testing/cognito-pool-builder.ts';

const pool = { triggers: { preAuthentication: triggerArn } };
const wrong = 'NotAuthorizedException: Incorrect username or password.';

function recorded() {
  const events: unknown[] = [];
  const invokeTrigger: InvokeTrigger = async (functionArn, event) => {
    events.push({ functionArn, event });
    return { ok: true, event };
  };
  return { events, invokeTrigger };
}

describe('the pre-authentication trigger', () => {
  it('gets the event in AWS’s shape, with ClientMetadata as validationData', async () => {
    const { events, invokeTrigger } = recorded();
    const { createUser, signIn } = await setupPool({ pool, invokeTrigger });
    const { User } = await createUser();
    await signIn('Anna', 'Temporary1', { attempt: 'attempt-1' });
    const sub = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value;
    expect(events).toEqual([
      {
        functionArn: triggerArn,
        event: {
          version: '1',
          region: 'eu-central-1',
          userPoolId: poolId,
          userName: 'anna',
          callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
          triggerSource: 'PreAuthentication_Authentication',
          request: {
            userAttributes: { sub, 'cognito:user_status': 'FORCE_CHANGE_PASSWORD' },
            validationData: { attempt: 'attempt-1' },
            userNotFound: false,
          },
          response: {},
        },
      },
    ]);
  });

  it('also runs for an unknown user, with the entered name, if the client hides which users exist', async () => {
    const { events, invokeTrigger } = recorded();
    const { signIn } = await setupPool({ pool, invokeTrigger });
    expect(await refusal(signIn('NoBody', 'Wrong1234'))).toBe(wrong);
    expect(events).toMatchObject([
      { event: { userName: 'NoBody', request: { userAttributes: {}, validationData: null, userNotFound: true } } },
    ]);
  });

  it('does not run for an unknown user if the client reports them', async () => {
    const { events, invokeTrigger } = recorded();
    const { signIn } = await setupPool({ pool, invokeTrigger, client: { preventUserExistenceErrors: false } });
    await refusal(signIn('nobody', 'Wrong1234'));
    expect(events).toEqual([]);
  });

  it('refuses before the password is compared, with the function’s text', async () => {
    const { confirmedUser, signIn, cognito } = await setupPool({
      pool,
      invokeTrigger: async () => ({ ok: false, error: 'LOCKED 2030-01-01' }),
    });
    await confirmedUser();
    expect(await refusal(signIn('anna', 'Permanent1'))).toBe(
      'UserLambdaValidationException: PreAuthentication failed with error LOCKED 2030-01-01.',
    );
    expect(cognito.passwordChecks()).toBe(0);
  });

  it('does not run for the answer to NEW_PASSWORD_REQUIRED', async () => {
    const { events, invokeTrigger } = recorded();
    const { createUser, signIn, choosePassword } = await setupPool({ pool, invokeTrigger });
    await createUser();
    const { Session } = await signIn('anna', 'Temporary1');
    await choosePassword('anna', 'Chosen1234', Session);
    expect(events).toHaveLength(1);
  });

  it('runs again when it does not answer in time, up to three times, and the first answer counts', async () => {
    let calls = 0;
    const { confirmedUser, signIn, cognito } = await setupPool({
      pool,
      triggerTimeoutMs: 40,
      invokeTrigger: async (_arn, event) => {
        calls += 1;
        if (calls < 3) await new Promise((resolve) => setTimeout(resolve, 120));
        return { ok: true, event };
      },
    });
    await confirmedUser();
    expect((await signIn('anna', 'Permanent1')).AuthenticationResult).toBeDefined();
    expect(calls).toBe(3);
    expect(cognito.passwordChecks()).toBe(1);
  });

  it('that never answers is UnexpectedLambdaException after three tries, and no password is compared', async () => {
    let calls = 0;
    const { confirmedUser, signIn, cognito } = await setupPool({
      pool,
      triggerTimeoutMs: 20,
      invokeTrigger: () => {
        calls += 1;
        return new Promise(() => undefined);
      },
    });
    await confirmedUser();
    expect(await refusal(signIn('anna', 'Permanent1'))).toBe(
      'UnexpectedLambdaException: PreAuthentication invocation failed due to error Socket timeout while invoking Lambda function.',
    );
    expect(calls).toBe(3);
    expect(cognito.passwordChecks()).toBe(0);
  });

  it('that cannot be called is UnexpectedLambdaException', async () => {
    const { confirmedUser, signIn } = await setupPool({
      pool,
      invokeTrigger: () => Promise.reject(new Error('AccessDeniedException')),
    });
    await confirmedUser();
    expect(await refusal(signIn('anna', 'Permanent1'))).toBe(
      'UnexpectedLambdaException: PreAuthentication invocation failed due to error AccessDeniedException.',
    );
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'ok'],
    ['half an event', { version: '1', response: {} }],
  ])('that answers %s is InvalidLambdaResponseException', async (_name, event) => {
    const { confirmedUser, signIn, cognito } = await setupPool({
      pool,
      invokeTrigger: async () => ({ ok: true, event }),
    });
    await confirmedUser();
    expect(await refusal(signIn('anna', 'Permanent1'))).toBe(
      'InvalidLambdaResponseException: Unrecognizable lambda output',
    );
    expect(cognito.passwordChecks()).toBe(0);
  });

  it('runs before Cognito’s own throttle, which then compares nothing', async () => {
    const { events, invokeTrigger } = recorded();
    const { confirmedUser, signIn, cognito } = await setupPool({ pool, invokeTrigger });
    await confirmedUser();
    for (let n = 0; n < 5; n += 1) await refusal(signIn('anna', 'Wrong1234'));
    expect(await refusal(signIn('anna', 'Permanent1'))).toBe('NotAuthorizedException: Password attempts exceeded');
    expect(events).toHaveLength(6);
    expect(cognito.passwordChecks()).toBe(5);
  });

  it('is the only trigger played: a pool with another one is refused', async () => {
    const cognito = await createCognito({ clock: createClock(), invokeTrigger: echo });
    expect(() => cognito.createPool(aPool({ triggers: { postAuthentication: triggerArn } }))).toThrow(
      'does not play the trigger postAuthentication',
    );
  });
});
