import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { advance, advanceUnderWay, passwordChecks, timeNow } from '#test/support/portal/control.ts';
import { bytesOf, lockedUntil, shortAnswer, tally, trySignIn } from '#test/support/portal/credentials.ts';
import { signIn, signInWith } from '#test/support/portal/customer.ts';
import { addFault, clearFaults, pendingFaults } from '#test/support/portal/faults.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();
afterEach(async () => {
  const left = await pendingFaults(portal);
  await clearFaults(portal);
  // A fault that never struck shows nothing.
  expect(left).toBe(0);
});

const day = 24 * 3_600_000;
const guess = (username: string) => trySignIn(portal, username, `guess ${unique(12)}`);

async function checksDuring(work: () => Promise<unknown>): Promise<number> {
  const before = await passwordChecks(portal);
  await work();
  return (await passwordChecks(portal)) - before;
}

async function attackAtOnce(username: string) {
  const startedAt = await timeNow(portal);
  const before = await passwordChecks(portal);
  const answers = await Promise.all(Array.from({ length: 1000 }, () => guess(username)));
  const checks = (await passwordChecks(portal)) - before;
  const locks = new Set(answers.filter(({ status }) => status === 423).map(lockedUntil));
  expect(tally(answers)).toEqual({ 401: 2, 423: 998 });
  expect(
    answers
      .filter(({ status }) => status === 401)
      .map(shortAnswer)
      .sort(),
  ).toEqual(['401:1', '401:2']);
  expect(locks.size).toBe(1);
  const [until = ''] = locks;
  expect(Date.parse(until)).toBeGreaterThanOrEqual(startedAt.getTime() + day);
  expect(Date.parse(until)).toBeLessThanOrEqual((await timeNow(portal)).getTime() + day);
  return { checks, until };
}

describe('R3.1 the third wrong password locks for 24 hours', () => {
  it('R3.2 of a thousand guesses at once three are tested, and after 24 hours guesses are tested again', async () => {
    const customer = await aRegisteredPerson(portal);
    const { checks, until } = await attackAtOnce(customer.username);
    expect(checks).toBe(3);

    expect(
      await checksDuring(async () => {
        const right = await trySignIn(portal, customer.username, customer.password);
        expectProblem(right, 'locked');
        // R3.3 attempts while locked do not extend the lock.
        expect(lockedUntil(right)).toBe(until);
      }),
    ).toBe(0);

    await advance(portal, 'PT24H');
    expect(await checksDuring(async () => expect(shortAnswer(await guess(customer.username))).toBe('401:2'))).toBe(1);
    await signInWith(portal, customer.username, customer.password);
  });

  it('R1.1 a thousand guesses at a username that nobody has look the same', async () => {
    const username = `nobody.${unique()}`;
    await attackAtOnce(username);
    await advance(portal, 'PT24H');
    expect(shortAnswer(await guess(username))).toBe('401:2');
  });

  it('the lock ends after 24 hours, and not before', async () => {
    const customer = await aRegisteredPerson(portal);
    for (let n = 0; n < 3; n++) await guess(customer.username);
    await advance(portal, 'PT23H59M50S');
    expectProblem(await trySignIn(portal, customer.username, customer.password), 'locked');
    await advance(portal, 'PT11S');
    await signInWith(portal, customer.username, customer.password);
  });

  it('R1.1 every answer has the same bytes for a username that exists and one that does not', async () => {
    const customer = await aRegisteredPerson(portal);
    const nobody = `user.${unique(9)}`;
    for (const expected of ['401:2', '401:1', '423', '423']) {
      const [known, unknown] = [await guess(customer.username), await guess(nobody)];
      expect(shortAnswer(known)).toBe(expected);
      expect(bytesOf(unknown)).toEqual(bytesOf(known));
    }
  });

  it('R3.4 the lock does not end a running session', async () => {
    const customer = await aRegisteredPerson(portal);
    const { token, cookie } = await signIn(portal, customer);
    for (let n = 0; n < 3; n++) await guess(customer.username);
    expect((await callApi(portal, 'GET', 'account', { token })).status).toBe(200);
    expect((await callApi(portal, 'POST', 'session/refresh', { cookie })).status).toBe(200);
  });
});

describe('R3.1 only success, the end of the lock or recovery resets the count', () => {
  it('ten right sign-ins at once on an account with one strike all succeed', async () => {
    const customer = await aRegisteredPerson(portal);
    await guess(customer.username);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => trySignIn(portal, customer.username, customer.password)),
    );
    expect(tally(answers)).toEqual({ 200: 10 });
    expect(shortAnswer(await guess(customer.username))).toBe('401:2');
  });

  it('a right password after two wrong ones clears the count; time alone does not', async () => {
    const customer = await aRegisteredPerson(portal);
    await guess(customer.username);
    expect(shortAnswer(await guess(customer.username))).toBe('401:1');
    await signInWith(portal, customer.username, customer.password);
    expect(shortAnswer(await guess(customer.username))).toBe('401:2');
    expect(shortAnswer(await guess(customer.username))).toBe('401:1');
    await advance(portal, 'P40D');
    expect(shortAnswer(await guess(customer.username))).toBe('423');
  });

  it('R3.2a change-password and cancel-registration count with signing in, and are locked with it', async () => {
    const customer = await aRegisteredPerson(portal);
    const { token } = await signIn(portal, customer);
    const change = (currentPassword: string) =>
      callApi(portal, 'PUT', 'account/password', { token, body: { currentPassword, newPassword: `${unique(20)} új` } });
    const cancel = (password: string) => callApi(portal, 'DELETE', 'account', { token, body: { password } });
    const checks = await checksDuring(async () => {
      const first = await change('not the password');
      expect([expectProblem(first, 'wrong-password'), shortAnswer(first)]).toEqual([expect.anything(), '403:2']);
      expect(shortAnswer(await cancel('not the password either'))).toBe('403:1');
      expect(shortAnswer(await guess(customer.username))).toBe('423');
      for (const tried of [change, cancel]) expectProblem(await tried(customer.password), 'locked');
    });
    expect(checks).toBe(3);
  });

  it('a hundred guesses at once through all three doors are three tests as well', async () => {
    const customer = await aRegisteredPerson(portal);
    const { token } = await signIn(portal, customer);
    const doors = [
      () => guess(customer.username),
      () =>
        callApi(portal, 'PUT', 'account/password', {
          token,
          body: { currentPassword: unique(12), newPassword: `${unique(20)} új` },
        }),
      () => callApi(portal, 'DELETE', 'account', { token, body: { password: unique(12) } }),
    ];
    const checks = await checksDuring(async () => {
      const answers = await Promise.all(Array.from({ length: 99 }, (_, n) => doors[n % 3]?.() ?? guess('nobody')));
      expect(answers.filter(({ status }) => status === 401 || status === 403)).toHaveLength(2);
      expect(answers.filter(({ status }) => status === 423)).toHaveLength(97);
    });
    expect(checks).toBe(3);
  });
});

describe('R3.3 an attempt that has not tested a password is no strike', () => {
  const initiate = { service: 'cognito-idp', operation: 'AdminInitiateAuth' } as const;

  it.each([
    ['the pool throttles', { error: 'TooManyRequestsException' }],
    ['the pool throttles after it asked the guard', { error: 'TooManyRequestsException', when: 'after' }],
    ['the pool has had too many', { error: 'NotAuthorizedException', message: 'Password attempts exceeded' }],
    [
      'the pool is throttled after it asked the guard',
      { error: 'NotAuthorizedException', message: 'Password attempts exceeded', when: 'after' },
    ],
  ] as const)('%s: 503 with Retry-After', async (_, fault) => {
    const customer = await aRegisteredPerson(portal);
    expect(shortAnswer(await guess(customer.username))).toBe('401:2');
    for (let n = 0; n < 4; n++) {
      await addFault(portal, { ...initiate, ...fault });
      // A wrong password would bring the pool's own refusal before the fault that comes after it.
      const answer = await trySignIn(portal, customer.username, customer.password);
      expectProblem(answer, 'busy');
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await advance(portal, 'PT2M');
    expect(shortAnswer(await guess(customer.username))).toBe('401:1');
  });

  it('a crash before the pool was asked leaves no strike, a right password afterwards signs in', async () => {
    const customer = await aRegisteredPerson(portal);
    for (let n = 0; n < 4; n++) {
      await addFault(portal, { ...initiate, crash: true, function: 'sign-in' });
      expect((await guess(customer.username)).status).toBeGreaterThanOrEqual(500);
    }
    await advance(portal, 'PT2M');
    expect(shortAnswer(await guess(customer.username))).toBe('401:2');
  });

  it('a crash after the pool was asked is that one strike, once its lease has ended', async () => {
    const customer = await aRegisteredPerson(portal);
    await addFault(portal, { ...initiate, crash: true, when: 'after', function: 'sign-in' });
    await guess(customer.username);
    await advance(portal, 'PT2M');
    expect(shortAnswer(await guess(customer.username))).toBe('401:1');
  });

  it.each(['before', 'after'] as const)('a crash %s the settling of a wrong password is one strike', async (when) => {
    const customer = await aRegisteredPerson(portal);
    await addFault(portal, { service: 'dynamodb', operation: 'PutItem', function: 'sign-in', crash: true, when });
    await guess(customer.username);
    await advance(portal, 'PT2M');
    expect(shortAnswer(await guess(customer.username))).toBe('401:1');
  });

  it('an attempt that the guard answers late takes one lease', async () => {
    const customer = await aRegisteredPerson(portal);
    // The lease is written, and the guard gets the answer 6 s later.
    await addFault(portal, {
      service: 'dynamodb',
      operation: 'PutItem',
      function: 'guard-sign-in',
      when: 'after',
      delayMs: 6_000,
    });
    const answering = guess(customer.username);
    await eventually('the lease', async () => (await pendingFaults(portal)) === 0 || undefined);
    for (let moved = 0; moved < 2; moved++) {
      await pause(200);
      await advanceUnderWay(portal, 'PT6S');
    }
    await answering;
    await advance(portal, 'PT2M');
    expect(shortAnswer(await guess(customer.username))).toBe('401:1');
    await signInWith(portal, customer.username, customer.password);
  });
});
