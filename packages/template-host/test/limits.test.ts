import {
  AdminGetUserCommand,
  DescribeUserPoolClientCommand,
  GetTokensFromRefreshTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { createClock } from '#host/clock.ts';
import { createRouteThrottle } from '#host/edge/route-throttle.ts';
import { InvocationError } from '#host/lambda/invocation-error.ts';
import { invokeAsync } from '#host/lambda/invoke-async.ts';
import type { LambdaFunction } from '#host/lambda/lambda-function.ts';
import { createLog } from '#host/lambda/log.ts';
import { createLimits } from '#host/limits.ts';
import { measureFunctions } from '#host/metrics/lambda-metrics.ts';
import { createMetrics } from '#host/metrics/metrics.ts';
import { poolMetrics } from '#host/metrics/pool-metrics.ts';
import { clientId, poolId, refusal, seconds, setupPool } from '#testing/cognito-pool-builder.ts';

const many = <T>(count: number, call: () => Promise<T>) => Promise.allSettled(Array.from({ length: count }, call));
const countOf = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.filter(({ status }) => status === 'fulfilled').length;

describe("Cognito's request quotas", () => {
  it('are off until they are set, and off again when they are cleared', async () => {
    const limits = createLimits();
    const { sdk } = await setupPool({ limits });
    const describeClient = () =>
      sdk.send(new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }));
    expect(countOf(await many(20, describeClient))).toBe(20);
    limits.set({ cognito: { UserPoolClientRead: 5 } });
    expect(countOf(await many(20, describeClient))).toBe(5);
    limits.clear();
    expect(countOf(await many(20, describeClient))).toBe(20);
  });

  it('refuse with TooManyRequestsException and the status 400, and accept calls again after a second', async () => {
    const limits = createLimits();
    const { sdk, clock, createUser } = await setupPool({ limits });
    await createUser('anna');
    limits.set({ cognito: { UserRead: 2 } });
    const read = () => sdk.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: 'anna' }));
    await read();
    await read();
    await expect(read()).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 400 },
    });
    await clock.advance(seconds(1));
    await read();
  });

  it('count every operation of a category, whoever calls, and no other category', async () => {
    const limits = createLimits();
    const { signIn, createUser, setPassword, confirmedUser } = await setupPool({ limits });
    const { username, password } = await confirmedUser();
    limits.set({ cognito: { UserAccountRecovery: 1 } });
    await setPassword(username, password, true);
    expect(await refusal(setPassword(username, password, true))).toBe('TooManyRequestsException: Rate exceeded');
    await signIn(username, password);
    await createUser('bela');
  });

  it('allow three answers to challenges for each sign-in; more count as sign-ins', async () => {
    const limits = createLimits();
    const { choosePassword, signIn, confirmedUser } = await setupPool({ limits });
    const { username, password } = await confirmedUser();
    limits.set({ cognito: { UserAuthentication: 2 } });
    const answer = () => refusal(choosePassword(username, 'Another12', 'x'.repeat(20)));
    const answers = await Promise.all(Array.from({ length: 8 }, answer));
    expect(answers.filter((text) => text.startsWith('TooManyRequests'))).toHaveLength(0);
    expect(await answer()).toContain('TooManyRequestsException');
    expect(await refusal(signIn(username, password))).toContain('TooManyRequestsException');
  });

  it('are measured as Cognito does: by pool and client, administrators apart', async () => {
    const limits = createLimits();
    const { cognito, signIn, createUser, sdk, confirmedUser } = await setupPool({ limits });
    const { username, password } = await confirmedUser();
    limits.set({ cognito: { UserAuthentication: 0, UserCreation: 0, UserRead: 0 } });
    const refresh = new GetTokensFromRefreshTokenCommand({ ClientId: clientId, RefreshToken: 'x' });
    const read = new AdminGetUserCommand({ UserPoolId: poolId, Username: username });
    const calls = [
      () => signIn(username, password),
      () => sdk.send(refresh),
      () => createUser('bela'),
      () => sdk.send(read),
    ];
    for (const call of calls) expect(await refusal(call())).toContain('TooManyRequestsException');
    const measured = cognito.takeThrottled().flatMap(poolMetrics);
    expect(measured.map(({ metric, dimensions }) => [metric, dimensions])).toEqual([
      ['SignInThrottles', { UserPool: poolId, UserPoolClient: 'Admin' }],
      ['TokenRefreshThrottles', { UserPool: poolId, UserPoolClient: clientId }],
      ['SignUpThrottles', { UserPool: poolId, UserPoolClient: 'Admin' }],
    ]);
    expect(cognito.takeThrottled()).toEqual([]);
  });

  it('compare no password for a refused sign-in', async () => {
    const limits = createLimits();
    const { cognito, signIn, confirmedUser } = await setupPool({ limits });
    const { username, password } = await confirmedUser();
    limits.set({ cognito: { UserAuthentication: 0 } });
    const before = cognito.passwordChecks();
    expect(await refusal(signIn(username, password))).toContain('TooManyRequestsException');
    expect(cognito.passwordChecks()).toBe(before);
  });
});

/** A function that answers when it is let go. */
function aWaitingFunction(name = 'f', reservedConcurrency?: number) {
  const waiting: (() => void)[] = [];
  const lambda: LambdaFunction = {
    config: {
      name,
      arn: `arn:${name}`,
      directory: '',
      handler: '',
      environment: {},
      timeoutMs: 1000,
      memoryMb: 128,
      reservedConcurrency,
    },
    invoke: () => new Promise((resolve) => waiting.push(() => resolve('done'))),
    running: () => waiting.length,
    crash: () => {},
    close: async () => {},
  };
  const letGo = () => {
    for (const go of waiting.splice(0)) go();
  };
  return { lambda, letGo };
}

function anAccount() {
  const clock = createClock();
  const limits = createLimits();
  const measured = measureFunctions({ clock, metrics: createMetrics(), limits, isThrottled: () => false });
  const log = createLog({ now: clock.now, verbose: false, print: () => {} });
  return { clock, limits, measured, log };
}

describe("Lambda's concurrency", () => {
  it('is for all functions together, and refuses what goes beyond', async () => {
    const { limits, measured } = anAccount();
    const [one, other] = [aWaitingFunction('one'), aWaitingFunction('other')];
    const [f, g] = [measured(one.lambda), measured(other.lambda)];
    limits.set({ lambda: { concurrency: 2 } });
    const running = [f.invoke({}), g.invoke({})];
    await expect(f.invoke({})).rejects.toMatchObject({
      failure: 'throttled',
      errorType: 'TooManyRequestsException',
      message: 'Rate Exceeded.',
    });
    one.letGo();
    await running[0];
    const third = g.invoke({});
    other.letGo();
    expect(await Promise.all([...running, third])).toEqual(['done', 'done', 'done']);
  });

  it('keeps the reserved part of a function free for it, and allows it no more', async () => {
    const { limits, measured } = anAccount();
    const [guard, other] = [aWaitingFunction('guard', 1), aWaitingFunction('other')];
    const [f, g] = [measured(guard.lambda), measured(other.lambda)];
    limits.set({ lambda: { concurrency: 2 } });
    const running = [g.invoke({}), f.invoke({})];
    for (const one of [f, g]) await expect(one.invoke({})).rejects.toMatchObject({ failure: 'throttled' });
    limits.clear();
    await expect(f.invoke({})).rejects.toMatchObject({ failure: 'throttled' });
    guard.letGo();
    other.letGo();
    expect(await Promise.all(running)).toEqual(['done', 'done']);
  });

  it('retries an asynchronous event after 1 s, 2 s … 5 minutes, for six hours', async () => {
    const { clock, log } = anAccount();
    const at: number[] = [];
    const begun = clock.offset();
    const { lambda } = aWaitingFunction();
    const throttled: LambdaFunction = {
      ...lambda,
      async invoke() {
        at.push(Math.round((clock.offset() - begun) / 1000));
        throw new InvocationError('throttled', 'TooManyRequestsException', 'Rate Exceeded.');
      },
    };
    await invokeAsync(throttled, {}, clock, log);
    // A move that is larger than a delay would be seen as one long delay.
    for (let second = 0; second < 600; second++) await clock.advance(1000);
    expect(at.slice(0, 6)).toEqual([0, 1, 3, 7, 15, 31]);
    for (let minute = 0; minute < 400; minute++) await clock.advance(60_000);
    const attempts = at.length;
    expect(at.at(-1)).toBeGreaterThan(5.9 * 3600);
    expect(log.lines().map(({ line }) => line)).toEqual(['asynchronous event dropped after six hours of throttling']);
    await clock.advance(3_600_000);
    expect(at).toHaveLength(attempts);
    clock.stop();
  });
});

describe("a route's throttle", () => {
  it('accepts the burst at once, and then as many as the rate refills', () => {
    const mayPass = createRouteThrottle({ rate: 10, burst: 3 });
    const at = (ms: number, calls: number) => Array.from({ length: calls }, () => mayPass(ms)).filter(Boolean).length;
    expect([at(0, 9), at(100, 9), at(350, 9), at(9_000, 9)]).toEqual([3, 1, 2, 3]);
  });
});
