import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { confirmContact } from '#shared/customers/contacts/confirm-contact.ts';
import type { ContactKind } from '#shared/customers/contacts/contact-change.ts';
import { dynamoContactChanges } from '#shared/customers/contacts/dynamo-contact-changes.ts';
import { noticeLease } from '#shared/customers/contacts/send-notice.ts';
import { type MailFailure, MailNotSent, type MailTags } from '#shared/messages/mail/mail.ts';
import { dynamoNotices } from '#shared/messages/notices/dynamo-notices.ts';
import { noticeKey, recipientKept } from '#shared/messages/notices/notice.ts';
import { markTextTaken } from '#shared/messages/sms-outcomes/sms-event.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountPartition, contactKey } from '#shared/platform/tables/portal-keys.ts';
import { testPseudonyms } from '#test/builders/identity.ts';
import { customer, noon } from '#test/builders/policies.ts';
import { aPortal } from '#test/support/policies-portal.ts';
import { markTaken } from '../../../../functions/record-mail-outcome/taken-mail.ts';
import { sendNotices } from '../../../../functions/send-notices/send-notices.ts';

const { accountId } = customer;
const old = { email: 'eva@example.org', mobile: '+36301234567' };
const wanted = { email: 'uj@example.org', mobile: '+36309999999' };

type Sent = { readonly to: string; readonly tags: MailTags };

/** An account with a waiting change. Keeps all messages; each of `failures` fails the next one. */
async function aChange(kind: ContactKind) {
  const portal = await aPortal();
  const { portal: table } = portal.tables;
  const time = { now: noon };
  const mails: Sent[] = [];
  const texts: Sent[] = [];
  const failures: { mail: MailFailure[]; text: string[] } = { mail: [], text: [] };
  const changes = dynamoContactChanges(portal.client, table);
  await portal.put(table, { ...contactKey('pseudonym'), accountId });
  await changes.put(accountId, {
    ...{ kind, value: wanted[kind], proof: 'p', triesLeft: 5, confirmed: false, sessionsValidFrom: 1_700_000_000 },
    expiresAt: noon.getTime() / 1000 + 900,
  });
  const notices = dynamoNotices(portal.client, table);
  const needs = {
    ...{ changes, notices, pseudonyms: testPseudonyms, origin: 'https://portal.example', now: () => time.now },
    mailer: {
      async send(to: string, _language: string, _content: object, tags: MailTags = {}) {
        const failure = failures.mail.shift();
        if (failure !== undefined && failure !== 'unavailable') throw new MailNotSent(failure);
        mails.push({ to, tags });
        // The service took it, and the answer was lost.
        if (failure) throw new MailNotSent(failure);
        return { messageId: 'm' };
      },
    },
    sms: {
      async send(to: string, _text: string, tags: MailTags = {}) {
        const code = failures.text.shift();
        if (code === undefined || code === 'TimeoutError') texts.push({ to, tags });
        return code === undefined ? { sent: true as const, messageId: 's' } : { sent: false as const, code };
      },
    },
  };
  const itemsOf = async (pk: string) => {
    const query = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: toItem({ ':pk': pk }) };
    const { Items: items = [] } = await portal.client.send(new QueryCommand({ TableName: table, ...query }));
    return items.map(({ sk }) => sk?.S ?? '');
  };
  return {
    ...{ ...portal, needs, notices, mails, texts, failures, time },
    pass: (ms: number) => {
      time.now = new Date(time.now.getTime() + ms);
    },
    confirm: async () => {
      const pending = await changes.find(accountId, kind, time.now);
      if (!pending) throw new Error('no change waits');
      await confirmContact(needs, accountId, pending);
    },
    run: sendNotices(needs),
    /** What the table holds for notices: the waiting ones, and their recipients. */
    kept: async () => [
      ...(await itemsOf(noticeKey('').pk)),
      ...(await itemsOf(accountPartition(accountId))).filter((sk) => sk.startsWith('NOTICE#')),
    ],
  };
}

const eventOf = ({ tags }: Sent) => {
  const listed = Object.fromEntries(Object.entries(tags).map(([name, tag]) => [name, [tag]]));
  return JSON.stringify({ eventType: 'Send', mail: { tags: listed } });
};

describe('R11.2 the old address gets a mail', () => {
  it('at once, and the address is not kept', async () => {
    const { confirm, run, mails, texts, kept } = await aChange('email');
    await confirm();
    expect(mails.map(({ to }) => to)).toEqual([old.email]);
    expect(texts).toEqual([]);
    expect(await kept()).toEqual([]);
    expect(await run()).toEqual({ sent: 0, dropped: 0, postponed: 0, unreadable: 0 });
  });

  it('from the next run when the mail was refused: still at the old address', async () => {
    const { confirm, run, mails, failures, kept } = await aChange('email');
    failures.mail.push('throttled');
    await confirm();
    expect(mails).toEqual([]);
    expect(await kept()).toHaveLength(2);
    expect(await run()).toMatchObject({ sent: 1 });
    expect(mails.map(({ to }) => to)).toEqual([old.email]);
    expect(await kept()).toEqual([]);
  });

  it('once: the mail’s event removes the notice of a sender that died after sending', async () => {
    const { confirm, run, mails, failures, kept, notices, pass } = await aChange('email');
    failures.mail.push('unavailable');
    await confirm();
    // Leased: the mail may be on its way.
    expect(await run()).toMatchObject({ sent: 0, postponed: 1 });
    const nothing = async () => undefined;
    const taken = { markTaken: nothing };
    const marks = { notices, recoveries: taken, reminders: taken, cancellations: { settleMail: nothing } };
    for (const mail of mails) expect(await markTaken(marks, eventOf(mail))).toBe('notice-taken');
    expect(await kept()).toEqual([]);
    pass(noticeLease);
    await run();
    expect(mails).toHaveLength(1);
  });

  it('again only when no event came within the lease', async () => {
    const { confirm, run, mails, failures, pass } = await aChange('email');
    failures.mail.push('unavailable');
    await confirm();
    pass(noticeLease - 1);
    expect(await run()).toMatchObject({ postponed: 1 });
    pass(1);
    expect(await run()).toMatchObject({ sent: 1 });
    expect(mails).toHaveLength(2);
  });

  it('never when the address takes no mail, and not after seven days', async () => {
    const refused = await aChange('email');
    refused.failures.mail.push('rejected');
    await refused.confirm();
    expect(await refused.kept()).toEqual([]);

    const late = await aChange('email');
    late.failures.mail.push('blocked');
    await late.confirm();
    late.pass(recipientKept);
    expect(await late.run()).toEqual({ sent: 0, dropped: 1, postponed: 0, unreadable: 0 });
    expect(late.mails).toEqual([]);
    expect(await late.kept()).toEqual([]);
  });
});

describe('R11.2 the old number gets a notice', () => {
  it('by a text and by mail, at once', async () => {
    const { confirm, mails, texts, kept } = await aChange('mobile');
    await confirm();
    expect([...mails, ...texts].map(({ to }) => to)).toEqual([old.email, old.mobile]);
    expect(await kept()).toEqual([]);
  });

  it('from the next run when the text was refused; the mail is not repeated', async () => {
    const { confirm, run, mails, texts, failures } = await aChange('mobile');
    failures.text.push('ThrottlingException');
    await confirm();
    expect(await run()).toMatchObject({ sent: 1 });
    expect([...mails, ...texts].map(({ to }) => to)).toEqual([old.email, old.mobile]);
  });

  it('once: a receipt removes the notice of a text whose answer was lost', async () => {
    const { confirm, run, texts, failures, kept, notices, pass } = await aChange('mobile');
    failures.text.push('TimeoutError');
    await confirm();
    expect(await kept()).toHaveLength(2);
    const [text] = texts;
    const receipt = JSON.stringify({ eventType: 'TEXT_SENT', eventTimestamp: 0, context: text?.tags });
    expect(await markTextTaken(notices, receipt)).toBe('notice-taken');
    pass(noticeLease);
    await run();
    expect(texts).toHaveLength(1);
    expect(await kept()).toEqual([]);
  });

  it('never when the number takes no text', async () => {
    const { confirm, texts, failures, kept } = await aChange('mobile');
    failures.text.push('ConflictException');
    await confirm();
    expect(texts).toEqual([]);
    expect(await kept()).toEqual([]);
  });

  it('a receipt of another text removes no notice', async () => {
    const { notices } = await aChange('mobile');
    expect(await markTextTaken(notices, JSON.stringify({ context: { account: 'a', attempt: 'b' } }))).toBeUndefined();
  });
});
