import { describe, expect, it } from 'vitest';
import type { Language } from '#shared/contract/fields.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { anApiCall } from '#test/builders/api-call.ts';
import { aCustomersCall, aSession } from '#test/builders/call.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { changeLanguage } from '../../../functions/change-language/change-language.ts';

function setup({ account }: { account: Account | undefined } = { account: anAccount() }) {
  const languageOf = new Map<string, Language>();
  const endpoint = changeLanguage({
    languages: {
      async set(session, language) {
        await accountsWith(account).live(session);
        languageOf.set(session.accountId, language);
      },
    },
  });
  return { endpoint, languageOf };
}

const callFor = (language: Language) => ({ ...aCustomersCall, body: { language } });

describe('change-language', () => {
  it('R13.2 sets the language of mails and text messages, of the account that the token names', async () => {
    const { endpoint, languageOf } = setup();
    expect(await answerOf(endpoint, callFor('en'))).toEqual({ status: 204, body: null });
    expect([...languageOf]).toEqual([['account-1', 'en']]);
  });

  it('the same language again is no error, and another one replaces it', async () => {
    const { endpoint, languageOf } = setup();
    for (const language of ['en', 'en', 'hu'] as const)
      expect((await answerOf(endpoint, callFor(language))).status).toBe(204);
    expect([...languageOf]).toEqual([['account-1', 'hu']]);
  });

  it.each(endedSessions)('R11.1 sets nothing when $why', async (of) => {
    const { endpoint, languageOf } = setup(of);
    expect(await problemOf(endpoint, callFor('en'))).toEqual({ code: 'session-ended', details: {} });
    expect(languageOf.size).toBe(0);
  });

  it('R12.2 an unknown language is refused with the name of the field', async () => {
    const { endpoint, languageOf } = setup();
    const answer = await anApiCall(httpApi(endpoint), { session: aSession(), body: { language: 'de' } });
    expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ fields: ['language'] })]);
    expect(languageOf.size).toBe(0);
  });

  it('does not report success when the table does not answer', async () => {
    const failing = changeLanguage({ languages: { set: () => Promise.reject(new Error('throttled')) } });
    await expect(failing.behave(callFor('en'))).rejects.toThrow('throttled');
  });
});
