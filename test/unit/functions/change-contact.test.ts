import { describe, expect, it } from 'vitest';
import { readHungarianMobile } from '#shared/contract/contacts/read-mobile.ts';
import { proofOf } from '#shared/customers/contacts/contact-change.ts';
import { contactPair } from '#shared/customers/contacts/contact-pair.ts';
import type { SmsOutcome } from '#shared/messages/sms/sms.ts';
import type { PasswordOutcome } from '#shared/sign-in/guard/password-check.ts';
import { createDeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall } from '#test/builders/call.ts';
import { accountId, memoryContactChanges } from '#test/builders/contact-change.ts';
import { testPseudonyms } from '#test/builders/identity.ts';
import { memoryLimits, testLimitName } from '#test/builders/memory-limits.ts';
import { someTokens } from '#test/builders/session-tokens.ts';
import { aMailer } from '#test/support/a-mailer.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { changeContact } from '../../../functions/change-contact/change-contact.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const password = 'hosszu mondat';
const asking = (body: { email?: string; mobile?: string }) => ({ ...aCustomersCall, body: { password, ...body } });
const newEmail = asking({ email: 'new@example.org' });
const newMobile = asking({ mobile: '06 20 765 4321' });

type Setup = {
  readonly account?: Account | undefined;
  readonly outcome?: PasswordOutcome;
  readonly isFree?: (contact: string) => boolean;
  readonly sms?: SmsOutcome;
};

function setup({
  outcome = { kind: 'signed-in', tokens: someTokens({ accountId }) },
  sms = { sent: true, messageId: 'sms-1' },
  isFree = () => true,
  ...rest
}: Setup = {}) {
  const account = 'account' in rest ? rest.account : anAccount();
  const checked: string[] = [];
  const texts: (readonly [string, string])[] = [];
  const kept = memoryContactChanges({ isFree });
  const mails = aMailer();
  const { limits, countOf } = memoryLimits();
  const endpoint = changeContact({
    accounts: accountsWith(account),
    devices: createDeviceSeal('a secret'),
    async checkPassword(username, typed) {
      checked.push(`${username} ${typed}`);
      return outcome;
    },
    pool: { revoke: async () => 'ended' },
    changes: kept.changes,
    limits,
    pseudonyms: testPseudonyms,
    limitName: testLimitName,
    readMobile: readHungarianMobile,
    mailer: mails.mailer,
    sms: {
      async send(to, text) {
        texts.push([to, text]);
        return sms;
      },
    },
    newToken: () => 'token',
    newCode: () => '123456',
    origin: 'https://portal.example',
    helpline: '(06 1) 335 3355',
    now: () => noon,
  });
  return { endpoint, checked, texts, ...kept, ...mails, counted: () => countOf('CONTACT-CHANGE', accountId) };
}

describe('change-contact', () => {
  it('R11.2 keeps a new address for 24 hours and mails its link there', async () => {
    const { endpoint, put, sent, checked, texts } = setup();
    expect((await answerOf(endpoint, newEmail)).status).toBe(202);
    expect(checked).toEqual([`anna ${password}`]);
    expect(put).toEqual([
      {
        ...{ kind: 'email', value: 'new@example.org', proof: proofOf(accountId, 'token'), triesLeft: 5 },
        ...{ confirmed: false, sessionsValidFrom: anAccount().sessionsValidFrom },
        expiresAt: Date.parse('2027-02-01T12:00:00Z') / 1000,
      },
    ]);
    expect(sent).toMatchObject([
      {
        to: 'new@example.org',
        purpose: 'contact-change',
        content: { action: { url: 'https://portal.example/confirm-contact#token=token' } },
      },
    ]);
    expect(texts).toEqual([]);
  });

  it('R11.2 keeps a new number in E.164 for 15 minutes and texts its code there', async () => {
    const { endpoint, put, texts, sent } = setup();
    await answerOf(endpoint, newMobile);
    expect(put).toMatchObject([
      {
        ...{ kind: 'mobile', value: '+36207654321', proof: proofOf(accountId, '123456') },
        expiresAt: Date.parse('2027-01-31T12:15:00Z') / 1000,
      },
    ]);
    expect(texts).toEqual([['+36207654321', expect.stringMatching(/: 123456, .*\n\n@[\w.-]+ #123456$/)]]);
    expect(sent).toEqual([]);
  });

  it('R11.2 two changes in one call are independent of each other', async () => {
    const { endpoint, put, counted } = setup();
    await answerOf(endpoint, asking({ email: 'new@example.org', mobile: '06 20 765 4321' }));
    expect(put.map(({ kind }) => kind)).toEqual(['email', 'mobile']);
    expect(counted()).toBe(1);
  });

  it.each([
    ['nothing', {}, ['email', 'mobile']],
    ['the same address in other letters', { email: 'ANNA@example.org' }, ['email']],
    ['the same number', { mobile: '06 30 123 4567' }, ['mobile']],
    ['a landline', { mobile: '06 1 335 3355' }, ['mobile']],
  ])('R12.2 %s: names the fields, and checks no password', async (_what, body, fields) => {
    const { endpoint, checked } = setup();
    expect(await problemOf(endpoint, asking(body))).toEqual({ code: 'invalid-fields', details: { fields } });
    expect(checked).toEqual([]);
  });

  it('R3.2a a wrong password: nothing is kept, counted or sent', async () => {
    const { endpoint, put, sent, counted } = setup({ outcome: { kind: 'wrong', attemptsLeft: 2 } });
    expect(await problemOf(endpoint, newEmail)).toEqual({ code: 'wrong-password', details: { attemptsLeft: 2 } });
    expect([put, sent, counted()]).toEqual([[], [], 0]);
  });

  it.each(endedSessions)('R1.5 $why: no password is checked', async ({ account }) => {
    const { endpoint, checked } = setup({ account });
    expect((await problemOf(endpoint, newEmail)).code).toBe('session-ended');
    expect(checked).toEqual([]);
  });

  it.each([
    ['email', newEmail, contactPair(testPseudonyms, 'new@example.org', '+36301234567').contact],
    ['mobile', newMobile, contactPair(testPseudonyms, 'anna@example.org', '+36207654321').contact],
  ])('R2.6 the pair with the new %s is another customer’s: nothing is kept or sent', async (_kind, call, taken) => {
    const { endpoint, put, sent, texts } = setup({ isFree: (contact) => contact !== taken });
    expect((await problemOf(endpoint, call)).code).toBe('contact-taken');
    expect([put, sent, texts]).toEqual([[], [], []]);
  });

  it('an account may ask for five changes a day; the refusal names the helpline', async () => {
    const { endpoint } = setup();
    for (let time = 1; time <= 5; time++) await answerOf(endpoint, newEmail);
    expect(await problemOf(endpoint, newEmail)).toMatchObject({
      code: 'too-many-requests',
      details: { helpline: '(06 1) 335 3355' },
    });
  });

  it.each([
    ['rejected', 'invalid-fields'],
    ['throttled', 'busy'],
  ] as const)('R11.2 a mail that is %s: %s, and the change ends', async (failure, code) => {
    const { endpoint, put, withdrawn, fail } = setup();
    fail(failure);
    expect((await problemOf(endpoint, newEmail)).code).toBe(code);
    expect(withdrawn).toEqual(put);
  });

  it('R11.2 a text that is refused: the page reports it, and the change ends', async () => {
    const { endpoint, put, withdrawn } = setup({ sms: { sent: false, code: 'ThrottlingException' } });
    expect((await problemOf(endpoint, newMobile)).code).toBe('sms-failed');
    expect(put).toHaveLength(1);
    expect(withdrawn).toEqual(put);
  });
});
