import { describe, expect, it } from 'vitest';
import { createContactToken } from '#shared/customers/contacts/contact-change.ts';
import { contactPair } from '#shared/customers/contacts/contact-pair.ts';
import { aVisitorsCall } from '#test/builders/call.ts';
import {
  aContactChange,
  accountId,
  memoryContactChanges,
  memoryNotices,
  waysOf,
} from '#test/builders/contact-change.ts';
import { testPseudonyms } from '#test/builders/identity.ts';
import { aMailer } from '#test/support/a-mailer.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { confirmEmail } from '../../../functions/confirm-email/confirm-email.ts';

const token = createContactToken(accountId);
const call = { ...aVisitorsCall, body: { token } };

function setup(over: Parameters<typeof memoryContactChanges>[0] = {}) {
  const kept = memoryContactChanges({ change: aContactChange(token), ...over });
  const mails = aMailer();
  const written = memoryNotices();
  const endpoint = confirmEmail({
    changes: kept.changes,
    pseudonyms: testPseudonyms,
    notices: written.notices,
    mailer: mails.mailer,
    origin: 'https://portal.example',
    now: () => new Date('2027-01-31T12:00:00Z'),
  });
  return { endpoint, ...kept, ...mails, ...written };
}

describe('confirm-email', () => {
  it('R11.2 applies the change with the pair that the account then has', async () => {
    const { endpoint, applied } = setup();
    expect((await answerOf(endpoint, call)).status).toBe(204);
    expect(applied.map(({ pair }) => pair)).toEqual([contactPair(testPseudonyms, 'new@example.org', '+36301234567')]);
  });

  it('R11.2 reports the change to the old address, once', async () => {
    const { endpoint, applied, sent, removed } = setup();
    await answerOf(endpoint, call);
    const notices = applied.flatMap((made) => made.notices);
    expect(waysOf(notices)).toEqual([['mail', 'anna@example.org']]);
    expect(sent).toMatchObject([{ to: 'anna@example.org', purpose: 'contact-changed' }]);
    expect(removed).toEqual(notices.map(({ notice }) => notice.noticeId));
  });

  it('R11.2 a mail to the old address that is refused waits for send-notices; the change counts', async () => {
    const { endpoint, fail, released, removed } = setup();
    fail('throttled');
    expect((await answerOf(endpoint, call)).status).toBe(204);
    expect([released.length, removed.length]).toEqual([1, 0]);
  });

  it('R11.2 the same link again answers the same, and changes and reports nothing', async () => {
    const { endpoint, applied, sent } = setup({ change: aContactChange(token, { confirmed: true }) });
    expect((await answerOf(endpoint, call)).status).toBe(204);
    expect([applied, sent]).toEqual([[], []]);
  });

  it.each([
    ['no change that waits', undefined],
    ['a change of the number', aContactChange(token, { kind: 'mobile' })],
    ['a later change in its place', aContactChange(createContactToken(accountId))],
  ])('R11.2 %s: the link is gone', async (_what, change) => {
    const { endpoint, applied } = setup({ change });
    expect((await problemOf(endpoint, call)).code).toBe('confirmation-expired');
    expect(applied).toEqual([]);
  });

  it('R11.2 a token that names another account proves nothing there', async () => {
    const { endpoint, applied } = setup();
    const others = createContactToken('account-2');
    expect((await problemOf(endpoint, { ...call, body: { token: others } })).code).toBe('confirmation-expired');
    expect(applied).toEqual([]);
  });

  it.each([
    ['contact-taken', 'contact-taken'],
    ['overtaken', 'confirmation-expired'],
  ] as const)('R2.6 %s meanwhile: %s, and nothing is reported', async (outcome, code) => {
    const { endpoint, sent } = setup({ outcome });
    expect((await problemOf(endpoint, call)).code).toBe(code);
    expect(sent).toEqual([]);
  });
});
