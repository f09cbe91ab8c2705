import { describe, expect, it } from 'vitest';
import type { Registration } from '#shared/customers/registration/registration.ts';
import { hashToken } from '#shared/customers/registration/tokens.ts';
import { aVisitorsCall } from '#test/builders/call.ts';
import { memoryLimits, testLimitName } from '#test/builders/memory-limits.ts';
import { aConfirmedRegistration, aRegistration } from '#test/builders/registration.ts';
import { aMailer } from '#test/support/a-mailer.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { resendConfirmation } from '../../../functions/resend-confirmation/resend-confirmation.ts';

const { registrationId } = aRegistration();
const call = { ...aVisitorsCall, path: { registrationId } };

type Setup = {
  readonly registration?: Registration | undefined;
  /** Whether it is still pending when its link is written. */
  readonly isRenewed?: boolean;
};

function setup({ isRenewed = true, ...rest }: Setup = {}) {
  const registration = 'registration' in rest ? rest.registration : aRegistration();
  const renewed: string[] = [];
  const { limits, countOf } = memoryLimits();
  const mails = aMailer();
  const endpoint = resendConfirmation({
    registrations: {
      find: async () => registration,
      async renew(_registration, tokenHash) {
        if (isRenewed) renewed.push(tokenHash);
        return isRenewed;
      },
    },
    limits,
    limitName: testLimitName,
    mailer: mails.mailer,
    origin: 'https://portal.example',
    helpline: '(06 1) 335 3355',
    mailsPerRegistration: 2,
    now: () => new Date('2027-01-31T12:00:00Z'),
  });
  return { endpoint, renewed, ...mails, counted: () => countOf('CONFIRMATION-MAIL', registrationId) };
}

describe('resend-confirmation', () => {
  it('R2.7 mails a further link to the address of the registration and keeps only the hash of its token', async () => {
    const { endpoint, sent, renewed } = setup();
    expect((await answerOf(endpoint, call)).status).toBe(202);
    expect(sent).toMatchObject([{ to: 'eva@example.org', purpose: 'confirmation', content: { lines: ['minta.eva'] } }]);
    const [origin, token = ''] = sent[0]?.content.action?.url.split('/confirm#token=') ?? [];
    expect(origin).toBe('https://portal.example');
    expect(renewed).toEqual([hashToken(token)]);
  });

  it('each link has a token of its own', async () => {
    const { endpoint, renewed } = setup();
    await answerOf(endpoint, call);
    await answerOf(endpoint, call);
    expect(new Set(renewed).size).toBe(2);
  });

  it.each([
    ['no such registration', { registration: undefined }],
    ['a confirmed registration', { registration: aConfirmedRegistration() }],
    ['a registration that ended meanwhile', { isRenewed: false }],
  ] as const)('R2.7 %s: the same answer, the same count, and no mail', async (_what, over) => {
    const { endpoint, sent, counted } = setup(over);
    expect(await answerOf(endpoint, call)).toEqual(await answerOf(setup().endpoint, call));
    expect(sent).toEqual([]);
    expect(counted()).toBe(1);
  });

  it.each([
    ['a pending registration', aRegistration()],
    ['no registration', undefined],
  ])('R2.7 limits the mails of %s, and names the helpline', async (_what, registration) => {
    const { endpoint, sent } = setup({ registration });
    await answerOf(endpoint, call);
    await answerOf(endpoint, call);
    const mailed = sent.length;
    expect(await problemOf(endpoint, call)).toEqual({
      code: 'too-many-requests',
      details: { helpline: '(06 1) 335 3355' },
      retryAfterSeconds: 24 * 60 * 60,
    });
    expect(sent).toHaveLength(mailed);
  });

  it('a mail that is refused for the moment: busy, so the customer can ask again', async () => {
    const { endpoint, fail } = setup();
    fail('throttled');
    expect(await problemOf(endpoint, call)).toMatchObject({ code: 'busy', retryAfterSeconds: 5 });
  });

  it('R12.2 an address that never takes mail is named by its field, not by its value', async () => {
    const { endpoint, fail } = setup();
    fail('rejected');
    expect(await problemOf(endpoint, call)).toEqual({ code: 'invalid-fields', details: { fields: ['email'] } });
  });
});
