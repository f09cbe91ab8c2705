import { describe, expect, it } from 'vitest';
import { lockLength } from '#shared/sign-in/guard/guard.ts';
import type { ApiAnswer } from '#test/builders/api-call.ts';
import { setupSignIn } from '#test/support/sign-in-setup.ts';

const right = 'kertem-végén-diófa';

/** How many answers had each status. */
function tally(answers: readonly ApiAnswer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

const times = <T>(count: number, make: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => make(n)));

async function aPortalWithAnna(options: Parameters<typeof setupSignIn>[0] = {}) {
  const portal = await setupSignIn(options);
  await portal.createUser('anna', 'kmf7-hpa4-ztue-9dre');
  await portal.setPassword('anna', right, true);
  const wrong = (username = 'anna', n = 0) => portal.signInAs(username, `wrong password ${n}`);
  return { ...portal, wrong, right: () => portal.signInAs('anna', right) };
}

describe('the lockout over the pool', () => {
  it.each(['anna', 'nobody'])(
    'R3.2 of 1000 wrong passwords for %s at once three are tested: two answer 401, all others the one lock',
    async (username) => {
      // On a busy machine a thousand take minutes: no time-out of the pool or of a function may end meanwhile.
      const portal = await aPortalWithAnna({ triggerTimeoutMs: 300_000, stillFrom: Date.now() });
      const before = process.cpuUsage();
      const answers = await times(1000, (n) => portal.wrong(username, n));
      const { user, system } = process.cpuUsage(before);
      expect(tally(answers)).toEqual({ 401: 2, 423: 998 });
      expect(portal.cognito.passwordChecks()).toBe(3);
      expect(new Set(answers.filter(({ status }) => status === 423).map(({ text }) => text)).size).toBe(1);
      expect((await portal.signInAs(username, right)).status).toBe(423);
      expect(portal.cognito.passwordChecks()).toBe(3);
      // Processor time: others on the same cores do not count.
      expect((user + system) / 1e6).toBeLessThan(30);
    },
  );

  it('R3.1 the third wrong password locks for 24 hours from that attempt; later ones test nothing and extend nothing', async () => {
    const portal = await aPortalWithAnna();
    expect((await portal.wrong()).body).toMatchObject({ type: '/problems/wrong-credentials', attemptsLeft: 2 });
    expect((await portal.wrong()).body).toMatchObject({ type: '/problems/wrong-credentials', attemptsLeft: 1 });
    await portal.advance(30 * 24 * 3600 * 1000);
    const before = Date.now() + portal.time.offset;
    const third = await portal.wrong();
    const after = Date.now() + portal.time.offset;
    expect(third.body).toMatchObject({ type: '/problems/locked', lockedUntil: expect.any(String) });
    const lockedUntil = Date.parse(/"lockedUntil":"([^"]+)"/.exec(third.text)?.[1] ?? '');
    expect(lockedUntil).toBeGreaterThanOrEqual(before + lockLength);
    expect(lockedUntil).toBeLessThanOrEqual(after + lockLength);
    await portal.advance(lockLength - 10_000);
    expect((await portal.right()).text).toBe(third.text);
    expect(portal.cognito.passwordChecks()).toBe(3);
    await portal.advance(20_000);
    expect((await portal.wrong()).body).toMatchObject({ attemptsLeft: 2 });
    expect((await portal.right()).status).toBe(200);
  });

  it('R1.1 R1.3 an unknown username answers byte for byte like a known one, to the lock', async () => {
    const portal = await aPortalWithAnna();
    for (let n = 0; n < 3; n++) {
      const [known, unknown] = [await portal.wrong(' ANNA '), await portal.wrong('Nobody')];
      expect(unknown.status).toBe(known.status);
      expect(unknown.headers).toEqual(known.headers);
      expect(unknown.text.replace(/"lockedUntil":"[^"]+"/, '')).toBe(known.text.replace(/"lockedUntil":"[^"]+"/, ''));
    }
    expect((await portal.wrong('anna')).status).toBe(423);
    expect((await portal.wrong('nobody')).status).toBe(423);
  });

  it('R3 right passwords in parallel all succeed: the attempts wait for each other', async () => {
    const portal = await aPortalWithAnna();
    expect(tally(await times(20, () => portal.right()))).toEqual({ 200: 20 });
    expect((await portal.wrong()).body).toMatchObject({ attemptsLeft: 2 });
  });

  it('R3.1 only wrong passwords in a row count: a right one resets the count', async () => {
    const portal = await aPortalWithAnna();
    for (let round = 0; round < 3; round++) {
      expect((await portal.wrong()).body).toMatchObject({ attemptsLeft: 2 });
      expect((await portal.wrong()).body).toMatchObject({ attemptsLeft: 1 });
      expect((await portal.right()).status).toBe(200);
    }
  });

  it('R3.3 a right temporary password is no strike and resets the count', async () => {
    const portal = await aPortalWithAnna();
    await portal.setPassword('anna', 'kmf7-hpa4-ztue-9dre', false);
    await portal.wrong();
    await portal.wrong();
    const answer = await portal.signInAs('anna', 'kmf7-hpa4-ztue-9dre');
    expect(answer.body).toMatchObject({ challenge: 'new-password', challengeToken: expect.any(String) });
    expect((await portal.wrong()).body).toMatchObject({ attemptsLeft: 2 });
  });

  it('R1.1 an expired temporary password, right or wrong, answers like any wrong one and is a strike', async () => {
    const portal = await aPortalWithAnna();
    await portal.setPassword('anna', 'kmf7-hpa4-ztue-9dre', false);
    await portal.advance(25 * 3600 * 1000);
    const rightOne = await portal.signInAs('anna', 'kmf7-hpa4-ztue-9dre');
    const wrongOne = await portal.wrong('nobody');
    expect(rightOne.text).toBe(wrongOne.text);
    expect((await portal.wrong()).body).toMatchObject({ attemptsLeft: 1 });
  });

  it('R1.1 a disabled user, whom the pool refuses before it asks the guard, is counted and locked like any other', async () => {
    const portal = await aPortalWithAnna();
    await portal.disable('anna');
    expect((await portal.right()).body).toMatchObject({ attemptsLeft: 2 });
    expect((await portal.right()).body).toMatchObject({ attemptsLeft: 1 });
    expect((await portal.right()).status).toBe(423);
    expect(portal.cognito.passwordChecks()).toBe(0);
  });

  it('R3.2 no sign-in bypasses the guard: an attempt without our id is refused and tests nothing', async () => {
    const portal = await aPortalWithAnna();
    await expect(portal.signIn('anna', right)).rejects.toThrow('PreAuthentication failed with error UNNAMED.');
    await expect(portal.signIn('anna', right, { attemptId: 'x' })).rejects.toThrow('UNNAMED');
    expect(portal.cognito.passwordChecks()).toBe(0);
  });

  it('R4 R3.4 clearing lifts the lock', async () => {
    const portal = await aPortalWithAnna();
    for (let n = 0; n < 3; n++) await portal.wrong();
    await portal.guard.clear('anna');
    expect((await portal.right()).status).toBe(200);
  });

  it('R3.3 a lease whose outcome never comes is a strike when it ends', async () => {
    const portal = await aPortalWithAnna();
    await portal.guard.admit('anna', 'an-attempt-whose-function-crashed');
    expect((await portal.wrong()).body).toMatchObject({ attemptsLeft: 2 });
    await portal.advance(61_000);
    expect((await portal.wrong()).status).toBe(423);
  });
});
