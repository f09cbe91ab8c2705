import { describe, expect, it } from 'vitest';
import { contactPair } from '#shared/customers/contacts/contact-pair.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall } from '#test/builders/call.ts';
import { aContactChange, memoryContactChanges, memoryNotices, waysOf } from '#test/builders/contact-change.ts';
import { testPseudonyms } from '#test/builders/identity.ts';
import { aMailer } from '#test/support/a-mailer.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { confirmMobile } from '../../../functions/confirm-mobile/confirm-mobile.ts';

const code = '123456';
const call = { ...aCustomersCall, body: { code } };
const wrong = { ...aCustomersCall, body: { code: '654321' } };
const aNewNumber = (over: Parameters<typeof aContactChange>[1] = {}) =>
  aContactChange(code, { kind: 'mobile', value: '+36207654321', ...over });

type Setup = Parameters<typeof memoryContactChanges>[0] & {
  readonly session?: { readonly account: Account | undefined };
};

function setup({ session = { account: anAccount() }, ...over }: Setup = {}) {
  const kept = memoryContactChanges({ change: aNewNumber(), ...over });
  const mails = aMailer();
  const written = memoryNotices();
  const texts: string[] = [];
  const endpoint = confirmMobile({
    accounts: accountsWith(session.account),
    changes: kept.changes,
    pseudonyms: testPseudonyms,
    notices: written.notices,
    mailer: mails.mailer,
    sms: {
      async send(to) {
        texts.push(to);
        return { sent: true, messageId: 'sms-1' };
      },
    },
    origin: 'https://portal.example',
    now: () => new Date('2027-01-31T12:00:00Z'),
  });
  return { endpoint, texts, ...kept, ...mails, ...written };
}

describe('confirm-mobile', () => {
  it('R11.2 applies the change with the pair that the account then has', async () => {
    const { endpoint, applied } = setup();
    expect((await answerOf(endpoint, call)).status).toBe(204);
    expect(applied.map(({ pair }) => pair)).toEqual([contactPair(testPseudonyms, 'anna@example.org', '+36207654321')]);
  });

  it('R11.2 reports the change by a mail, and by a text to the old number', async () => {
    const { endpoint, applied, sent, texts, removed } = setup();
    await answerOf(endpoint, call);
    expect(waysOf(applied.flatMap(({ notices }) => notices))).toEqual([
      ['mail', 'anna@example.org'],
      ['text', '+36301234567'],
    ]);
    expect(sent.map(({ to }) => to)).toEqual(['anna@example.org']);
    expect(texts).toEqual(['+36301234567']);
    expect(removed).toHaveLength(2);
  });

  it('R11.2 a wrong code changes nothing, and says how many tries are left', async () => {
    const { endpoint, applied } = setup();
    expect(await problemOf(endpoint, wrong)).toEqual({
      code: 'invalid-fields',
      details: { fields: ['code'], attemptsLeft: 4 },
    });
    expect(applied).toEqual([]);
  });

  it('R11.2 takes a try before it compares: of guesses at once five are compared', async () => {
    const { endpoint, counted } = setup();
    const guesses = await Promise.all(Array.from({ length: 7 }, () => problemOf(endpoint, wrong)));
    expect(guesses.filter(({ code: problem }) => problem === 'invalid-fields')).toHaveLength(5);
    expect(counted.triesTaken).toBe(5);
  });

  it('R11.2 after the last try the right code is refused, too', async () => {
    const { endpoint, applied } = setup({ change: aNewNumber({ triesLeft: 0 }) });
    expect((await problemOf(endpoint, call)).code).toBe('confirmation-expired');
    expect(applied).toEqual([]);
  });

  it('R11.2 without a waiting change the code has expired', async () => {
    const { endpoint } = setup({ change: undefined });
    expect((await problemOf(endpoint, call)).code).toBe('confirmation-expired');
  });

  it.each(endedSessions)('R1.5 $why: no try is taken', async ({ account }) => {
    const { endpoint, counted } = setup({ session: { account } });
    expect((await problemOf(endpoint, call)).code).toBe('session-ended');
    expect(counted.triesTaken).toBe(0);
  });

  it.each([
    ['contact-taken', 'contact-taken'],
    ['overtaken', 'confirmation-expired'],
  ] as const)('R2.6 %s meanwhile: %s, and nothing is reported', async (outcome, problem) => {
    const { endpoint, sent, texts } = setup({ outcome });
    expect((await problemOf(endpoint, call)).code).toBe(problem);
    expect([sent, texts]).toEqual([[], []]);
  });
});
