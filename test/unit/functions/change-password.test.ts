import { describe, expect, it } from 'vitest';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { PasswordOutcome } from '#shared/sign-in/guard/password-check.ts';
import { createDeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import type { Account, Accounts } from '#shared/sign-in/sessions/accounts.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall } from '#test/builders/call.ts';
import { hungarianWords, leakedPasswords } from '#test/builders/leaked-passwords.ts';
import { passwordSetting } from '#test/builders/password-setting.ts';
import { someTokens } from '#test/builders/session-tokens.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { writtenLog } from '#test/support/written-log.ts';
import { changePassword } from '../../../functions/change-password/change-password.ts';

const [present, next] = ['kertem-végén-diófa', 'uj-Mondat-9-nyul'];
const call = { ...aCustomersCall, body: { currentPassword: present, newPassword: next } };

type Setup = {
  readonly account?: Account | undefined;
  readonly accounts?: Accounts;
  readonly outcome?: PasswordOutcome;
  readonly answer?: 'set' | 'refused';
  readonly turn?: 'free' | 'held' | 'gone';
  readonly isActive?: boolean;
  readonly send?: () => Promise<{ messageId: string }>;
};

const proved: PasswordOutcome = { kind: 'signed-in', tokens: someTokens({ accountId: 'account-1' }) };

function setup({ outcome = proved, answer = 'set', send, accounts, ...given }: Setup = {}) {
  const setting = passwordSetting(given);
  const { needs, steps } = setting;
  const mails: string[] = [];
  const endpoint = changePassword({
    ...needs,
    accounts: accounts ?? accountsWith('account' in given ? given.account : anAccount()),
    devices: createDeviceSeal('a secret'),
    async checkPassword(username, password) {
      steps.push(`check ${username} ${password}`);
      return outcome;
    },
    pool: {
      async revoke(token) {
        steps.push(`revoke ${token}`);
        return 'ended';
      },
    },
    credentials: {
      ...needs.credentials,
      async setPassword() {
        await needs.credentials.setPassword();
        return answer;
      },
    },
    mailer: {
      async send(to, _language, _content, tags) {
        if (send) return send();
        mails.push(`${tags?.purpose} ${to}`);
        return { messageId: 'm' };
      },
    },
    origin: 'https://portal.example',
  });
  return { endpoint, steps, mails };
}

const check = `check anna ${present}`;
const proof = [check, 'revoke refresh-token-text'];

describe('change-password', () => {
  it('R1.7 takes none of 229 leaked passwords, but three or four Hungarian words in a row', async () => {
    const changeTo = (newPassword: string) => ({ ...call, body: { currentPassword: present, newPassword } });
    for (const password of leakedPasswords) {
      const { endpoint, steps } = setup();
      expect([password, (await problemOf(endpoint, changeTo(password))).code]).toEqual([password, 'weak-password']);
      expect(steps.join()).not.toContain('set');
    }
    for (const password of hungarianWords)
      expect([password, (await answerOf(setup().endpoint, changeTo(password))).status]).toEqual([password, 204]);
  });

  it('R3.2a sets the new password after the current one was proved, then ends every session and sends a mail', async () => {
    const { endpoint, steps, mails } = setup();
    const answer = await answerOf(endpoint, call);
    expect(answer.status).toBe(204);
    // R3.2b this browser stays known: its customer has just given both passwords.
    expect(answer.cookies).toEqual([
      expect.stringContaining('__Host-session=; Max-Age=0'),
      expect.stringMatching(/^__Host-device=\w/),
    ]);
    expect(steps).toEqual([...proof, 'turn', 'password', 'cut', 'sign-out', 'turn over']);
    expect(mails).toEqual(['password-changed anna@example.org']);
  });

  it.each([
    [
      { kind: 'wrong', attemptsLeft: 2 },
      { code: 'wrong-password', details: { attemptsLeft: 2 } },
    ],
    [
      { kind: 'locked', lockedUntil: new Date('2027-02-01T12:00:00Z') },
      { code: 'locked', details: { lockedUntil: '2027-02-01T12:00:00.000Z' } },
    ],
    [
      { kind: 'busy', retryAfterSeconds: 5 },
      { code: 'busy', details: {}, retryAfterSeconds: 5 },
    ],
    [
      { kind: 'new-password-required', challengeToken: 'c' },
      { code: 'session-ended', details: {} },
    ],
  ] as const)('R3.2a sets nothing where the present password proves nothing: %o', async (outcome, problem) => {
    const { endpoint, steps } = setup({ outcome });
    expect(await problemOf(endpoint, call)).toEqual(problem);
    expect(steps).toEqual([check]);
  });

  it('sets nothing where another customer has the username by now, and ends the session that the proof opened', async () => {
    const { endpoint, steps } = setup({ outcome: { kind: 'signed-in', tokens: someTokens({ accountId: 'another' }) } });
    expect((await problemOf(endpoint, call)).code).toBe('session-ended');
    expect(steps).toEqual(proof);
  });

  it.each([
    ['short', 'too-short'],
    ['anna-anna-2027!', 'contains-username'],
  ])('a weak new password costs no attempt: %s is %s', async (newPassword, reason) => {
    const { endpoint, steps } = setup();
    const weak = { ...call, body: { currentPassword: present, newPassword } };
    expect(await problemOf(endpoint, weak)).toEqual({ code: 'weak-password', details: { reason } });
    expect(steps).toEqual([]);
  });

  it('ends no session where the pool refuses the new password', async () => {
    const { endpoint, steps, mails } = setup({ answer: 'refused' });
    expect(await problemOf(endpoint, call)).toEqual({ code: 'weak-password', details: { reason: 'refused' } });
    expect([steps, mails]).toEqual([[...proof, 'turn', 'password', 'turn over'], []]);
  });

  it('R4.3 sets nothing where a recovery ended the session after the password was proved', async () => {
    const { endpoint, steps } = setup({ accounts: endedAfter(1) });
    expect((await problemOf(endpoint, call)).code).toBe('session-ended');
    expect(steps).toEqual([...proof, 'turn', 'turn over']);
  });

  it.each([
    ['before its turn', { turn: 'gone' }],
    ['before the cut', { isActive: false }],
  ] as const)('R11.1 the session has ended where the account is closed %s, and no mail is sent', async (_, given) => {
    const { endpoint, mails } = setup(given);
    expect((await problemOf(endpoint, call)).code).toBe('session-ended');
    expect(mails).toEqual([]);
  });

  it('asks to try again where another call is setting the password', async () => {
    const { endpoint, steps } = setup({ turn: 'held' });
    expect(await problemOf(endpoint, call)).toEqual({ code: 'busy', details: {}, retryAfterSeconds: 5 });
    expect(steps).toEqual(proof);
  });

  it.each(endedSessions)('tests no password when $why', async ({ account }) => {
    const { endpoint, steps } = setup({ account });
    expect((await problemOf(endpoint, call)).code).toBe('session-ended');
    expect(steps).toEqual([]);
  });

  it('a mail that cannot be sent does not undo the change; the log says so', async () => {
    const log = writtenLog();
    const { endpoint } = setup({ send: () => Promise.reject(new Error('no mail')) });
    expect((await answerOf(endpoint, call)).status).toBe(204);
    expect(log.lines()).toMatchObject([{ message: 'mail-not-sent', operation: 'change-password' }]);
  });
});

/** Accounts whose session ends after so many reads. */
function endedAfter(reads: number): Accounts {
  const left = { reads };
  return {
    async live() {
      if (left.reads-- <= 0) throw new DomainError('session-ended');
      return anAccount();
    },
  };
}
