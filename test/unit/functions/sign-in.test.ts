import { describe, expect, it } from 'vitest';
import { createChallengeSeal } from '#shared/sign-in/credentials/challenge-token.ts';
import { type Lane, openLane } from '#shared/sign-in/guard/lane.ts';
import type { PasswordOutcome } from '#shared/sign-in/guard/password-check.ts';
import { createAskSecondStep } from '#shared/sign-in/second-step/ask-second-step.ts';
import { createSessionCookies } from '#shared/sign-in/sessions/session-cookie.ts';
import { aVisitorsCall } from '#test/builders/call.ts';
import { keptCookie } from '#test/builders/passkeys.ts';
import { somePendingSignIns } from '#test/builders/second-step.ts';
import { someTokens } from '#test/builders/session-tokens.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { signIn } from '../../../functions/sign-in/sign-in.ts';

const noon = Date.parse('2027-01-31T12:00:00Z');
const call = { ...aVisitorsCall, body: { username: 'anna', password: 'kertem-végén-diófa' } };
const challenges = createChallengeSeal('only for tests');

type Setup = {
  readonly isOvertaken?: boolean;
  readonly needsSecondStep?: boolean;
  readonly lane?: Lane;
  readonly isTableDown?: boolean;
  readonly isPoolDown?: boolean;
};

/** A sign-in whose password takes two seconds to test. */
function setup(
  outcome: PasswordOutcome,
  {
    isOvertaken = false,
    needsSecondStep = false,
    lane = openLane,
    isTableDown = false,
    isPoolDown = false,
  }: Setup = {},
) {
  const revoked: string[] = [];
  const time = { now: noon };
  const checked: string[][] = [];
  const looked: unknown[][] = [];
  const showed: unknown[][] = [];
  const noted: unknown[][] = [];
  const endpoint = signIn({
    devices: { seal: (cookie, { accountId }, at) => `known-${accountId}-${at}.${cookie}` },
    async laneOf(...shown) {
      showed.push(shown);
      return lane;
    },
    async checkPassword(...typed) {
      checked.push(typed);
      time.now += 2_000;
      return outcome;
    },
    challenges,
    async standingOf(...asked) {
      looked.push(asked);
      return { isOvertaken, needsSecondStep };
    },
    askSecondStep: createAskSecondStep({
      pool: {
        async revoke(token) {
          if (isPoolDown) throw new Error('no pool');
          revoked.push(token);
          return 'ended';
        },
      },
      pendingSignIns: somePendingSignIns,
    }),
    newBrowsers: {
      async note({ accountId }, kind) {
        if (isTableDown) throw new Error('no table');
        noted.push([accountId, kind]);
      },
    },
    sessionCookies: createSessionCookies('only for tests', 3_600),
    now: () => new Date(time.now),
  });
  return { endpoint, checked, looked, showed, noted, revoked };
}

const signedIn = { kind: 'signed-in', tokens: someTokens() } as const;

describe('sign-in', () => {
  it('R1.4 answers the access token; the refresh token is in the cookie alone, until the session’s hour is over', async () => {
    const { endpoint, checked } = setup(signedIn);
    const answer = await answerOf(endpoint, call);
    expect(answer).toMatchObject({
      status: 200,
      body: { accessToken: 'access.token.text', expiresAt: '2027-01-31T12:10:00.000Z' },
    });
    expect(answer.cookies).toEqual([
      expect.stringMatching(
        /^__Host-session=[\w-]{43}\.[\w-]+\.refresh-token-text; Max-Age=3598; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      ),
      expect.stringMatching(/^__Host-device=/),
    ]);
    expect(JSON.stringify(answer.body)).not.toContain('refresh-token-text');
    expect(checked).toEqual([['anna', 'kertem-végén-diófa', 'open']]);
  });

  it('R1.6 has a sign-in in a browser that is not known told to the customer, with its kind', async () => {
    const { endpoint, noted } = setup(signedIn);
    const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
    await answerOf(endpoint, { ...call, userAgent });
    expect(noted).toEqual([[someTokens().accountId, { browser: 'Firefox', system: 'Windows' }]]);
  });

  it('R1.6 tells nothing of a known browser, nor of a wrong password, a challenge or a session that was overtaken', async () => {
    const known = setup(signedIn, { lane: 'device.AAAAAAAAAAAAAAAAAAAAAA' });
    await answerOf(known.endpoint, call);
    const others = [
      setup({ kind: 'wrong', attemptsLeft: 2 }),
      setup({ kind: 'new-password-required', challengeToken: 'of the pool' }),
      setup(signedIn, { isOvertaken: true }),
    ];
    for (const { endpoint } of others) await endpoint.behave(call).catch(() => undefined);
    expect([known, ...others].flatMap(({ noted }) => noted)).toEqual([]);
  });

  it('R1.6 signs in though the notice cannot be written', async () => {
    const { endpoint } = setup(signedIn, { isTableDown: true });
    expect((await answerOf(endpoint, call)).status).toBe(200);
  });

  it('R3.2b from then on the browser is known for 400 days, as of the time before the password was tested', async () => {
    const { endpoint } = setup(signedIn);
    const { cookies } = await answerOf(endpoint, { ...call, cookies: { '__Host-device': 'others' } });
    const { accountId } = someTokens();
    expect(cookies?.at(1)).toBe(
      `__Host-device=known-${accountId}-${noon}.others; Max-Age=34560000; Path=/; HttpOnly; Secure; SameSite=Strict`,
    );
  });

  it('R3.2b R4.4 tests the password in the lane of what the browser and the link show', async () => {
    const { endpoint, checked, showed } = setup(signedIn, { lane: 'device.AAAAAAAAAAAAAAAAAAAAAA' });
    const recoveryToken = 'T'.repeat(43);
    await answerOf(endpoint, { ...call, cookies: { '__Host-device': 'known' }, body: { ...call.body, recoveryToken } });
    expect(showed).toEqual([['anna', { deviceCookie: 'known', recoveryToken }]]);
    expect(checked).toEqual([['anna', 'kertem-végén-diófa', 'device.AAAAAAAAAAAAAAAAAAAAAA']]);
  });

  it('R4.3 gives no session where the sessions were ended since the password was asked for', async () => {
    const { endpoint, looked } = setup(signedIn, { isOvertaken: true });
    expect(await problemOf(endpoint, call)).toEqual({ code: 'busy', details: {}, retryAfterSeconds: 1 });
    expect(looked).toEqual([[someTokens().accountId, noon]]);
  });

  it('R4.3 a temporary password brings a challenge for this username, of the time before the password was tested', async () => {
    const { endpoint, looked } = setup({ kind: 'new-password-required', challengeToken: 'of the pool' });
    const { body, cookies } = await answerOf(endpoint, call);
    const token = 'challengeToken' in body ? body.challengeToken : '';
    expect(challenges.open('anna', token)).toEqual({ session: 'of the pool', askedAt: noon });
    expect(challenges.open('adam', token)).toBeUndefined();
    expect([cookies, looked]).toEqual([undefined, []]);
  });

  it.each([
    ['open', openLane],
    ['device', 'device.AAAAAAAAAAAAAAAAAAAAAA'],
  ] as const)(
    'the second step: a right password (lane %s) brings what the step needs, and no token',
    async (kind, lane) => {
      const { endpoint, revoked, noted } = setup(signedIn, { needsSecondStep: true, lane });
      const answer = await answerOf(endpoint, call);
      expect(answer).toMatchObject({ status: 200, body: { secondStep: 'code' } });
      expect(JSON.stringify(answer)).not.toMatch(/token/);
      expect(revoked).toEqual(['refresh-token-text']);
      // Neither a session nor a known browser, and no mail about a new one: nobody has signed in.
      expect(answer.cookies?.map((cookie) => cookie.split('=')[0])).toEqual(['__Host-second-step']);
      expect(noted).toEqual([]);
      const pending = somePendingSignIns.read(keptCookie(answer.cookies?.[0]), new Date(noon));
      expect(pending).toMatchObject({ accountId: someTokens().accountId, askedAt: noon, lane: kind });
    },
  );

  it('the second step: the tokens go nowhere even if the pool cannot revoke them; an overtaken sign-in asks for none', async () => {
    const down = setup(signedIn, { needsSecondStep: true, isPoolDown: true });
    expect((await answerOf(down.endpoint, call)).body).toEqual({ secondStep: 'code' });
    const overtaken = setup(signedIn, { needsSecondStep: true, isOvertaken: true });
    expect((await problemOf(overtaken.endpoint, call)).code).toBe('busy');
  });

  it.each([
    [
      { kind: 'wrong', attemptsLeft: 2 },
      { code: 'wrong-credentials', details: { attemptsLeft: 2 } },
    ],
    [
      { kind: 'locked', lockedUntil: new Date('2027-02-01T12:00:00Z') },
      { code: 'locked', details: { lockedUntil: '2027-02-01T12:00:00.000Z' } },
    ],
    [
      { kind: 'busy', retryAfterSeconds: 5 },
      { code: 'busy', details: {}, retryAfterSeconds: 5 },
    ],
  ] as const)('R1.3 answers %o with a problem, and no session', async (outcome, problem) => {
    const { endpoint, looked } = setup(outcome);
    expect(await problemOf(endpoint, call)).toEqual(problem);
    expect(looked).toEqual([]);
  });
});
