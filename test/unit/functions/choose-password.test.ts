import { describe, expect, it } from 'vitest';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { createChallengeSeal } from '#shared/sign-in/credentials/challenge-token.ts';
import { createDeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import type { UserPool } from '#shared/sign-in/pool/user-pool.ts';
import type { FirstPassword } from '#shared/sign-in/sessions/accounts.ts';
import { anApiCall } from '#test/builders/api-call.ts';
import { hungarianWords, leakedPasswords } from '#test/builders/leaked-passwords.ts';
import { noSecondStep } from '#test/builders/second-step.ts';
import { someSessionCookies, someTokens } from '#test/builders/session-tokens.ts';
import { choosePassword } from '../../../functions/choose-password/choose-password.ts';

const now = () => new Date('2027-01-31T13:00:00Z');

describe('choose-password', () => {
  type Chosen = Awaited<ReturnType<UserPool['choosePassword']>>;

  const challenges = createChallengeSeal('a secret');

  function chooser(
    chosen: Chosen,
    endRegistration: FirstPassword['endRegistration'] = async () => undefined,
    standing: { challengesValidFrom?: number } = {},
    needsSecondStep = false,
  ) {
    const asked: string[] = [];
    const mails: string[] = [];
    const handle = httpApi(
      choosePassword({
        pool: {
          async choosePassword(username) {
            asked.push(username);
            return chosen;
          },
        },
        firstPassword: { endRegistration },
        mailer: {
          async send(to, _language, _content, tags) {
            mails.push(`${tags?.purpose} ${to}`);
            return { messageId: 'mail' };
          },
        },
        origin: 'https://portal.example',
        challenges,
        devices: createDeviceSeal('a secret'),
        ...noSecondStep,
        standingOf: async () => ({ isOvertaken: false, needsSecondStep }),
        standing: async () => ({ accountId: 'the-account', ...standing }),
        sessionCookies: someSessionCookies,
        turns: { take: async () => ({ sms: undefined }), release: async () => undefined },
        newTurnId: () => 'turn',
        pause: async () => undefined,
        now,
      }),
    );
    const sealed = challenges.seal('anna', { session: 'challenge', askedAt: now().getTime() });
    const choose = (newPassword = 'kertem-végén-diófa', challengeToken = sealed) =>
      anApiCall(handle, { body: { username: ' Anna ', challengeToken, newPassword } });
    return { choose, asked, mails };
  }

  it('R4 gives no session where the customer has chosen a second step: the new password counts, and the code is asked for', async () => {
    const ended: string[] = [];
    const endRegistration = async (accountId: string) => {
      ended.push(accountId);
      return undefined;
    };
    const answer = await chooser(someTokens(), endRegistration, {}, true).choose();
    expect([answer.status, answer.body]).toEqual([200, { secondStep: 'code' }]);
    expect(answer.cookies.map((cookie) => cookie.split('=')[0])).toEqual(['__Host-second-step']);
    expect(ended).toEqual([someTokens().accountId]);
  });

  it('R2.8 answers tokens and cookie, and ends the registration of that account', async () => {
    const ended: string[] = [];
    const { choose, asked, mails } = chooser(someTokens(), async (accountId) => {
      ended.push(accountId);
      return undefined;
    });
    const answer = await choose();
    expect(answer.status).toBe(200);
    // R3.2b from then on the browser is known.
    expect(answer.cookies.map((cookie) => cookie.split('=')[0])).toEqual(['__Host-session', '__Host-device']);
    expect(asked).toEqual(['anna']);
    expect(ended).toEqual([someTokens().accountId]);
    expect(mails).toEqual([]);
  });

  it('mails that a password replaced another one, after a recovery', async () => {
    const customer = { email: 'anna@mail.example', language: 'hu' as const };
    const { choose, mails } = chooser(someTokens(), async () => customer);
    expect((await choose()).status).toBe(200);
    expect(mails).toEqual(['password-changed anna@mail.example']);
  });

  it('a weak password never reaches the pool, and the answer says why', async () => {
    const { choose, asked } = chooser(someTokens());
    expect((await choose('password1234')).body).toMatchObject({
      status: 422,
      type: '/problems/weak-password',
      reason: 'too-common',
    });
    expect(asked).toEqual([]);
  });

  it('R1.7 of 229 leaked passwords none reaches the pool; three or four Hungarian words in a row do', async () => {
    const { choose, asked } = chooser(someTokens());
    const answers = [];
    for (const password of leakedPasswords) answers.push(await choose(password));
    expect(answers).toHaveLength(229);
    expect(answers.filter(({ status }) => status !== 422)).toEqual([]);
    expect(asked).toEqual([]);
    for (const password of hungarianWords) expect([password, (await choose(password)).status]).toEqual([password, 200]);
  });

  it('R4.3 neither a challenge from before a recovery nor a foreign one sets a password', async () => {
    const recovered = { challengesValidFrom: Math.floor(now().getTime() / 1000) + 1 };
    const { choose, asked } = chooser(someTokens(), undefined, recovered);
    expect(await choose()).toMatchObject({ status: 401, body: { type: '/problems/challenge-expired' } });
    expect((await chooser(someTokens()).choose(undefined, 'challenge')).status).toBe(401);
    expect(asked).toEqual([]);
  });

  it.each([
    ['weak-password', 422],
    ['challenge-expired', 401],
    ['busy', 503],
  ] as const)('%s answers %i', async (chosen, status) => {
    expect((await chooser(chosen).choose()).status).toBe(status);
  });

  it('a customer who has just chosen a password gets a session even when the registration could not be ended', async () => {
    const { choose } = chooser(someTokens(), async () => {
      throw new Error('throttled');
    });
    expect((await choose()).status).toBe(200);
  });
});
