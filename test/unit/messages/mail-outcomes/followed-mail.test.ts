import { describe, expect, it } from 'vitest';
import { type MailLog, recordFollowedMail } from '#shared/messages/mail-outcomes/mail-log.ts';

const noon = '2027-01-31T12:00:00.000Z';

/** An event of SES about a mail to account a-1 that is not about a document. */
const anEvent = (eventType: string, changes: object = {}) =>
  JSON.stringify({
    eventType,
    mail: { timestamp: '2027-01-31T11:00:00.000Z', tags: { account: ['a-1'], attempt: ['0kz-1'] } },
    ...changes,
  });

type Noted = Parameters<MailLog['noteOutcome']>[0];

function setup({ isGone = false } = {}) {
  const noted: Noted[] = [];
  const mailLog: Pick<MailLog, 'noteOutcome'> = {
    async noteOutcome(mail) {
      noted.push(mail);
      return !isGone;
    },
  };
  return { record: (body: string) => recordFollowedMail(mailLog, body), noted };
}

describe('R10.2 the outcome of a mail to an account', () => {
  it.each([
    ['Delivery', 'delivery', 'delivered'],
    ['Bounce', 'bounce', 'bounced'],
    ['Complaint', 'complaint', 'complained'],
  ])('%s is noted with its own time', async (eventType, part, outcome) => {
    const { record, noted } = setup();
    expect(await record(anEvent(eventType, { [part]: { timestamp: noon } }))).toBe(`followed-${outcome}`);
    expect(noted).toEqual([{ accountId: 'a-1', attempt: '0kz-1', outcome, at: new Date(noon) }]);
  });

  it('a rejection has no time of its own: the time of the mail counts', async () => {
    const { record, noted } = setup();
    expect(await record(anEvent('Reject'))).toBe('followed-rejected');
    expect(noted).toMatchObject([{ outcome: 'rejected', at: new Date('2027-01-31T11:00:00.000Z') }]);
  });

  it.each(['Send', 'Open', 'constructor', 'toString'])('an event of the type %s notes nothing', async (eventType) => {
    const { record, noted } = setup();
    expect(await record(anEvent(eventType))).toBeUndefined();
    expect(noted).toEqual([]);
  });

  it.each([
    [
      'an out-of-office message',
      anEvent('Bounce', { bounce: { timestamp: noon, bounceType: 'Transient', bounceSubType: 'General' } }),
    ],
    ['not-spam', anEvent('Complaint', { complaint: { timestamp: noon, complaintFeedbackType: 'not-spam' } })],
  ])('R5.2 %s notes nothing', async (_, event) => {
    const { record, noted } = setup();
    expect(await record(event)).toBeUndefined();
    expect(noted).toEqual([]);
  });

  it('a mail without account or attempt is not followed', async () => {
    const { record, noted } = setup();
    expect(
      await record(anEvent('Delivery', { mail: { timestamp: noon, tags: { account: ['a-1'] } } })),
    ).toBeUndefined();
    expect(await record(anEvent('Delivery', { mail: { timestamp: noon } }))).toBeUndefined();
    expect(await record('Successfully validated SNS topic')).toBeUndefined();
    expect(noted).toEqual([]);
  });

  it('R11.1 says so when the account is gone', async () => {
    const { record } = setup({ isGone: true });
    expect(await record(anEvent('Delivery', { delivery: { timestamp: noon } }))).toBe('gone');
  });
});
