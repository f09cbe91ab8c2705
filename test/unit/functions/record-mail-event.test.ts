import { describe, expect, it } from 'vitest';
import { recordMailEvent } from '../../../functions/record-mail-outcome/record-mail-event.ts';

const anEvent = (tags: Readonly<Record<string, readonly string[]>>) =>
  JSON.stringify({
    eventType: 'Bounce',
    mail: { timestamp: '2027-01-31T10:00:00Z', destination: ['eva@example.org'], messageId: 'm', tags },
    bounce: { timestamp: '2027-01-31T10:00:05Z', bounceType: 'Permanent' },
  });

function setup() {
  const steps: string[] = [];
  const note =
    <T>(what: string, answer: T) =>
    async (...who: readonly unknown[]) => {
      steps.push(`${what} ${JSON.stringify(who)}`);
      return answer;
    };
  const record = recordMailEvent({
    senders: {
      notices: { remove: note('notice', undefined) },
      recoveries: { markTaken: note('recovery', undefined) },
      cancellations: { settleMail: note('cancelled', undefined) },
      reminders: { markTaken: note('reminder', undefined) },
    },
    mailLog: { noteOutcome: note('followed', true) },
    outcomes: { noteOnDocument: note('document', undefined), noteOnAccount: note('account', undefined) },
    reports: { report: note('report', undefined) },
  });
  return { steps, record };
}

describe('an event of SES about', () => {
  it.each([
    [
      'a notice',
      { account: ['a-1'], notice: ['n-1'] },
      'notice-taken',
      ['notice [{"accountId":"a-1","noticeId":"n-1"}]'],
    ],
    ['a recovery', { account: ['a-1'], recovery: ['r-1'] }, 'recovery-taken', ['recovery ["a-1","r-1"]']],
    ['a reminder', { account: ['a-1'], reminder: ['7'] }, 'reminder-taken', ['reminder ["a-1",7]']],
    ['a cancelled registration', { cancelled: ['c-1'] }, 'cancelled-taken', ['cancelled ["c-1","sent"]']],
  ])('%s tells its sender that SES took the mail', async (_, tags, outcome, expected) => {
    const { steps, record } = setup();
    expect(await record(anEvent(tags))).toBe(outcome);
    expect(steps).toEqual(expected);
  });

  it('R10.2 a mail that the helpdesk follows records its outcome, too', async () => {
    const { steps, record } = setup();
    const tags = { account: ['a-1'], recovery: ['r-1'], attempt: ['t-1'] };
    expect(await record(anEvent(tags))).toBe('followed-bounced');
    expect(steps.map((step) => step.split(' ')[0])).toEqual(['recovery', 'followed']);
  });

  it('R5.2 the mail of a document is recorded on the document alone', async () => {
    const { steps, record } = setup();
    expect(await record(anEvent({ account: ['a-1'], document: ['d-1'] }))).toBe('unknown-document');
    expect(steps.map((step) => step.split(' ')[0])).toEqual(['document']);
  });
});
