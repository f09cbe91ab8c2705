import { describe, expect, it } from 'vitest';
import type { Language } from '#shared/contract/fields.ts';
import {
  type MailContent,
  type MailFailure,
  MailNotSent,
  type MailTags,
  outcomeWait,
} from '#shared/messages/mail/mail.ts';
import { dynamoNotices } from '#shared/messages/notices/dynamo-notices.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { registryChangeParts } from '#shared/policies/dynamo-registry-change.ts';
import { epostaEndedMail } from '#shared/policies/eposta-ended-mail.ts';
import { anEnrolment, aPolicy, customer, noon } from '#test/builders/policies.ts';
import { aPortal } from '#test/support/policies-portal.ts';
import { markTaken } from '../../../functions/record-mail-outcome/taken-mail.ts';
import { sendNotices } from '../../../functions/send-notices/send-notices.ts';

/** A portal where the registry has just said that an enrolled policy is paid by cheque again. */
async function aNotice() {
  const portal = await aPortal();
  await portal.putEnrolment(anEnrolment());
  const row = aPolicy({ paymentMethod: 'postal-cheque' });
  await transact(portal.client, registryChangeParts(portal.tables.portal, anEnrolment(), row, noon));
  const mails: { to: string; language: Language; content: MailContent; tags: MailTags }[] = [];
  const failures: (MailFailure | 'dies')[] = [];
  const time = { now: noon };
  const notices = dynamoNotices(portal.client, portal.tables.portal);
  const run = sendNotices({
    notices,
    mailer: {
      async send(to, language, content, tags = {}) {
        const failure = failures.shift();
        if (failure && failure !== 'dies') throw new MailNotSent(failure);
        mails.push({ to, language, content, tags });
        if (failure === 'dies') throw new MailNotSent('unavailable');
        return { messageId: 'm' };
      },
    },
    origin: 'https://portal.example',
    now: () => time.now,
  });
  const waiting = async () => (await notices.read()).waiting.length;
  /** An event of SES about the last mail. */
  const tell = (eventType: string) =>
    markTaken(
      {
        notices,
        recoveries: { markTaken: async () => undefined },
        cancellations: { settleMail: async () => undefined },
        reminders: { markTaken: async () => undefined },
      },
      JSON.stringify({
        eventType,
        mail: {
          tags: Object.fromEntries(Object.entries(mails.at(-1)?.tags ?? {}).map(([name, tag]) => [name, [tag]])),
        },
      }),
    );
  return { ...portal, run, mails, failures, time, waiting, tell };
}

describe('R8.2 a later cheque: the mail to the customer', () => {
  it('goes out once, to the account’s address in its language, and is then forgotten', async () => {
    const { run, mails, waiting } = await aNotice();
    expect(await run()).toEqual({ sent: 1, dropped: 0, postponed: 0, unreadable: 0 });
    expect(mails).toMatchObject([{ to: 'eva@example.org', language: 'hu' }]);
    expect(await waiting()).toBe(0);
    expect(await run()).toEqual({ sent: 0, dropped: 0, postponed: 0, unreadable: 0 });
  });

  it('two runs at once send one mail', async () => {
    const { run, mails } = await aNotice();
    await Promise.all([run(), run()]);
    expect(mails).toHaveLength(1);
  });

  it.each(['throttled', 'blocked'] as const)('is tried again by the next run when %s', async (failure) => {
    const { run, mails, failures } = await aNotice();
    failures.push(failure);
    expect(await run()).toMatchObject({ postponed: 1 });
    expect(await run()).toMatchObject({ sent: 1 });
    expect(mails).toHaveLength(1);
  });

  it('whose outcome is unknown is tried again only after its lease', async () => {
    const { run, failures, time, waiting } = await aNotice();
    failures.push('unavailable');
    await run();
    expect(await run()).toMatchObject({ sent: 0, postponed: 1 });
    expect(await waiting()).toBe(1);
    time.now = new Date(noon.getTime() + outcomeWait);
    expect(await run()).toMatchObject({ sent: 0, postponed: 1 });
    time.now = new Date(noon.getTime() + 2 * 60_000 + outcomeWait);
    expect(await run()).toMatchObject({ sent: 1 });
  });

  it.each(['Send', 'Delivery'])('whose sender died is forgotten by its %s event: no second mail', async (event) => {
    const { run, mails, failures, time, waiting, tell } = await aNotice();
    failures.push('dies');
    expect(await run()).toMatchObject({ postponed: 1 });
    expect(await tell(event)).toBe('notice-taken');
    expect(await waiting()).toBe(0);
    time.now = new Date(noon.getTime() + 3_600_000);
    await run();
    expect(await tell(event)).toBe('notice-taken');
    expect(mails).toHaveLength(1);
  });

  it('that is rejected for good, or whose account is closed, is dropped', async () => {
    const rejected = await aNotice();
    rejected.failures.push('rejected');
    expect(await rejected.run()).toMatchObject({ dropped: 1 });
    expect(await rejected.waiting()).toBe(0);
    const closed = await aNotice();
    await closed.putAccount(customer.accountId, { state: 'closed' });
    expect(await closed.run()).toMatchObject({ dropped: 1 });
    expect(closed.mails).toEqual([]);
  });

  it('R12.1 names the policy by its masked number, in the text only', () => {
    for (const language of ['hu', 'en'] as const) {
      const mail = epostaEndedMail(language, 'https://portal.example', aPolicy().policyNumber);
      expect(JSON.stringify(mail)).not.toContain(aPolicy().policyNumber);
      expect(mail.subject).not.toMatch(/[\d*]/);
      expect(mail.lines?.join()).toContain('*');
    }
  });
});
