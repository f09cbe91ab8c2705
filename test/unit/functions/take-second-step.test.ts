import { describe, expect, it } from 'vitest';
import { lineValue, type MailContent, type MailFailure, MailNotSent } from '#shared/messages/mail/mail.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Proof } from '#shared/sign-in/passkeys/passkey.ts';
import type { ProvedSignIn } from '#shared/sign-in/pool/cognito-proved-sign-in.ts';
import { codeLife, codeMails, pendingLife } from '#shared/sign-in/second-step/second-step.ts';
import type { KeptCode, SignInCodes, Try } from '#shared/sign-in/second-step/sign-in-codes.ts';
import { aVisitorsCall } from '#test/builders/call.ts';
import { memoryLimits } from '#test/builders/memory-limits.ts';
import { keptCookie } from '#test/builders/passkeys.ts';
import { somePendingSignIns } from '#test/builders/second-step.ts';
import { someSessionCookies, someTokens } from '#test/builders/session-tokens.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { takeSecondStep } from '../../../functions/take-second-step/take-second-step.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const accountId = 'account-1';
const proof: Proof = { proofId: 'proof', accountId };
const cookieFor = (lane: 'open' | 'device' | 'recovery') =>
  keptCookie(somePendingSignIns.issue({ accountId, askedAt: noon.getTime(), lane }));
const asking = { ...aVisitorsCall, cookies: cookieFor('open'), body: {} };
const typing = (code: string, lane: 'open' | 'device' = 'open') => ({
  ...aVisitorsCall,
  cookies: cookieFor(lane),
  body: { code },
});

type Setup = {
  readonly holder?: Awaited<ReturnType<SignInCodes['holderOf']>> | 'frozen';
  readonly isOpen?: boolean;
  /** The tries that are left after this one; undefined: none was. */
  readonly attemptsLeft?: number | undefined;
  readonly proved?: Proof | undefined;
  readonly tokens?: Awaited<ReturnType<ProvedSignIn>>;
  readonly isOvertaken?: boolean;
  readonly mailFails?: MailFailure;
  readonly after?: number;
};
const usual = {
  holder: { username: 'anna', email: 'anna@example.org', language: 'hu' },
  ...{ isOpen: true, attemptsLeft: 2, proved: proof, tokens: someTokens({ accountId }), isOvertaken: false, after: 0 },
} satisfies Setup;

/** The step of a browser whose code is 123456. */
function setup(given: Setup = {}) {
  const { holder, isOpen, attemptsLeft, proved, tokens, isOvertaken, mailFails, after } = { ...usual, ...given };
  const memory = memoryLimits();
  const steps: string[] = [];
  const kept: KeptCode[] = [];
  const mails: MailContent[] = [];
  const mail = { limited: codeMails(accountId, 'open'), attemptId: 'attempt-1' };
  const endpoint = takeSecondStep({
    pendingSignIns: {
      ...somePendingSignIns,
      newCode: () => '123456',
      proofOf: (_, code) => `proof of ${code}`,
      fits: (_, code, given) => given === `proof of ${code}`,
    },
    codes: {
      async holderOf() {
        steps.push('account');
        if (holder === 'frozen') throw new DomainError('registration-contested');
        return holder;
      },
      async keep(_, code) {
        steps.push('keep');
        if (isOpen) kept.push(code);
        return isOpen;
      },
      async takeTry(): Promise<Try | undefined> {
        steps.push('try');
        return attemptsLeft === undefined ? undefined : { proof: 'proof of 123456', mail, attemptsLeft };
      },
      async use(_, tried) {
        steps.push(`use ${tried.proof}`);
        return proved;
      },
    },
    limits: memory.limits,
    mailer: {
      async send(to, _language, content, tags) {
        steps.push(`mail ${to} ${tags?.purpose}`);
        if (mailFails) throw new MailNotSent(mailFails);
        mails.push(content);
        return { messageId: 'mail' };
      },
    },
    origin: 'https://portal.example',
    async signInProved(username) {
      steps.push(`pool ${username}`);
      return tokens;
    },
    standingOf: async () => ({ isOvertaken, needsSecondStep: true }),
    devices: { seal: () => 'known' },
    sessionCookies: someSessionCookies,
    newBrowsers: {
      async note() {
        steps.push('notice');
      },
    },
    now: () => new Date(noon.getTime() + after),
  });
  return { endpoint, steps, kept, mails, ...memory };
}

describe('take-second-step: the mail', () => {
  it('goes to the account’s address with a code that only its proof is kept of, good for ten minutes', async () => {
    const { endpoint, steps, kept, mails } = setup();
    expect((await answerOf(endpoint, asking)).body).toEqual({ codeGoodUntil: '2027-01-31T12:10:00.000Z' });
    expect(steps).toEqual(['account', 'keep', 'mail anna@example.org sign-in-code']);
    expect(kept).toMatchObject([{ proof: 'proof of 123456', goodUntil: noon.getTime() + codeLife }]);
    expect(mails[0]?.subject).not.toContain('123456');
    expect(mails[0]?.lines?.map(lineValue)[0]).toBe('123456');
  });

  it('comes five times a day for the open lane, and then the problem says until when', async () => {
    const { endpoint, mails, counted } = setup();
    for (let n = 0; n < 5; n++) await answerOf(endpoint, asking);
    expect(await problemOf(endpoint, asking)).toEqual({
      code: 'too-many-codes',
      details: { until: '2027-02-01T12:00:00.000Z' },
      retryAfterSeconds: 86_400,
    });
    expect(mails).toHaveLength(5);
    // R3.2b the known browser has its own.
    await answerOf(endpoint, { ...asking, cookies: cookieFor('device') });
    expect(counted()).toEqual({ 'SIGN-IN-CODE#account-1.open': 5, 'SIGN-IN-CODE#account-1.device': 1 });
  });

  it('does not count where it was surely not sent', async () => {
    for (const [mailFails, count] of [
      ['throttled', 0],
      ['rejected', 0],
      ['unavailable', 1],
    ] as const) {
      const { endpoint, countOf } = setup({ mailFails });
      expect((await problemOf(endpoint, asking)).code).toBe('busy');
      expect(countOf('SIGN-IN-CODE', 'account-1.open')).toBe(count);
    }
  });

  it.each<[string, Setup, string]>([
    ['no cookie of ours, or an old one', { after: pendingLife }, 'second-step-expired'],
    ['R4.3 sessions that have ended since', { holder: undefined }, 'second-step-expired'],
    ['R10.4 a frozen account', { holder: 'frozen' }, 'registration-contested'],
    ['tries that are used up', { isOpen: false }, 'second-step-expired'],
  ])('does not come for %s', async (_what, given, code) => {
    const { endpoint, mails, counted } = setup(given);
    expect((await problemOf(endpoint, asking)).code).toBe(code);
    expect(mails).toEqual([]);
    expect(Object.values(counted()).filter((count) => count > 0)).toEqual([]);
  });
});

describe('take-second-step: the code', () => {
  it('brings a session like any other, makes the browser known, and its mail counts no more', async () => {
    const { endpoint, steps, countOf } = setup();
    await answerOf(endpoint, asking);
    const { body, cookies = [] } = await answerOf(endpoint, typing('123456'));
    expect(body).toHaveProperty('accessToken');
    expect(steps.slice(3)).toEqual(['try', 'account', 'use proof of 123456', 'pool anna', 'notice']);
    expect(cookies.map((each) => each.split('=')[0])).toEqual([
      '__Host-session',
      '__Host-device',
      '__Host-second-step',
    ]);
    expect(cookies[2]).toContain('Max-Age=0');
    expect(countOf('SIGN-IN-CODE', 'account-1.open')).toBe(0);
  });

  it('R1.6 brings no mail about a new browser where the browser was known', async () => {
    const { endpoint, steps } = setup();
    await answerOf(endpoint, typing('123456', 'device'));
    expect(steps).not.toContain('notice');
  });

  it('R3.1 is no strike if it is wrong: the answer says how many tries are left', async () => {
    const { endpoint, steps } = setup({ attemptsLeft: 1 });
    const details = { fields: ['code'], attemptsLeft: 1 };
    expect(await problemOf(endpoint, typing('654321'))).toEqual({ code: 'invalid-fields', details });
    expect(steps).toEqual(['try']);
    expect((await problemOf(setup({ attemptsLeft: 0 }).endpoint, typing('654321'))).code).toBe('second-step-expired');
    expect((await answerOf(setup({ attemptsLeft: 0 }).endpoint, typing('123456'))).status).toBe(200);
  });

  it('reads nothing for a caller who has not given the password', async () => {
    const { endpoint, steps } = setup();
    for (const cookies of [keptCookie(undefined), { '__Host-second-step': 'x' }])
      expect((await problemOf(endpoint, { ...typing('123456'), cookies })).code).toBe('second-step-expired');
    expect(steps).toEqual([]);
  });

  it.each<[string, Setup, string]>([
    ['no try', { attemptsLeft: undefined }, 'second-step-expired'],
    ['R4.3 sessions that have ended since', { holder: undefined }, 'second-step-expired'],
    ['a code that was used meanwhile', { proved: undefined }, 'second-step-expired'],
    ['R11.1a a user who is missing in the pool', { tokens: 'refused' }, 'second-step-expired'],
    ['a pool that throttles', { tokens: { busy: 'TooManyRequestsException' } }, 'busy'],
    ['R4.3 a recovery while the pool was asked', { isOvertaken: true }, 'second-step-expired'],
    ['R10.4 a frozen account', { holder: 'frozen' }, 'registration-contested'],
  ])('gives no session for %s', async (_what, given, code) => {
    const { endpoint, steps } = setup(given);
    expect((await problemOf(endpoint, typing('123456'))).code).toBe(code);
    expect(steps).not.toContain('notice');
  });
});
