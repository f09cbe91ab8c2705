import { describe, expect, it } from 'vitest';
import { lockLength } from '#shared/sign-in/guard.ts';
import { setupSignIn } from './sign-in-setup.ts';

const right = 'kertem-végén-diófa';
const temporary = 'kmf7-hpa4-ztue-9dre';
const tally = (statuses: number[]) =>
  Object.fromEntries(
    Map.groupBy(statuses, (s) => s)
      .entries()
      .map(([s, all]) => [s, all.length]),
  );

describe('the lockout over the pool', () => {
  it('R3.2 of 1000 wrong passwords at once three are tested: two answer 401, all others the one lock', {
    timeout: 90_000,
  }, async () => {
    const portal = await setupSignIn();
    await portal.confirmedUser('anna', right);
    const startedAt = Date.now();
    const answers = await Promise.all(
      Array.from({ length: 1000 }, (_, n) => portal.signInAs('anna', `wrong password ${n}`)),
    );
    console.log('1000 at once, ms:', Date.now() - startedAt);
    expect(tally(answers.map(({ status }) => status))).toEqual({ 401: 2, 423: 998 });
    expect(portal.cognito.passwordChecks()).toBe(3);
    expect(new Set(answers.filter(({ status }) => status === 423).map(({ text }) => text)).size).toBe(1);
    expect((await portal.signInAs('anna', right)).status).toBe(423);
    expect(portal.cognito.passwordChecks()).toBe(3);
  });
});
