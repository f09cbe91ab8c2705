import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoDeliveries } from '#shared/documents/delivery/dynamo-deliveries.ts';
import type { Document } from '#shared/documents/reading/document.ts';
import { dynamoReminders } from '#shared/documents/reminders/dynamo-reminders.ts';
import { oneEvery, reminderParts, waitsForDecision } from '#shared/documents/reminders/reminders.ts';
import type { MailTags } from '#shared/messages/mail/mail.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, documentKey, enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import { anAccount } from '#test/builders/account.ts';
import { aDocument } from '#test/builders/document.ts';
import { aMailer } from '#test/support/a-mailer.ts';
import { portalTables } from '#test/support/portal-tables.ts';
import { markTaken } from '../../../functions/record-mail-outcome/taken-mail.ts';
import { sendReminders } from '../../../functions/send-reminders/send-reminders.ts';

const accountId = 'account-1';
const enrolment = { policyNumber: 'P-1', accountId, customerId: 'C-1', since: '2026-01-01T09:00:00.000Z' };
const day = 24 * 3_600_000;
const start = new Date('2027-01-31T09:00:00Z');
/** A day of the two years, at ten in the morning in winter. */
const onDay = (days: number) => new Date(start.getTime() + days * day);
/** The upload's last day is 29 February 2028; thirty days before that day, in the morning. */
const goes = { uploadedOn: 0, remindedAt: new Date('2028-01-30T07:00:00Z') };

async function setup(account: object = {}) {
  const { client } = await portalTables();
  const put = (item: object) => client.send(new PutItemCommand({ TableName: 'Portal', Item: toItem(item) }));
  await put({ ...enrolmentKey('P-1'), ...enrolment });
  await put({ ...accountKey(accountId), ...anAccount(), ...account });
  const deliveries = dynamoDeliveries(client, { portal: 'Portal', registry: 'Registry' });
  const reminders = dynamoReminders(client, 'Portal');
  const { mailer, sent, fail } = aMailer();
  const time = { now: start };
  const tags: MailTags[] = [];
  const world = { hasQuota: true, waits: false };
  const run = sendReminders({
    reminders,
    mailer: {
      send: (to, language, content, given) => {
        tags.push(given ?? {});
        return mailer.send(to, language, content, given);
      },
    },
    allowance: { take: async () => world.hasQuota, noteUsedUp: async () => undefined },
    waiting: { read: async () => ({ waiting: world.waits ? [{ documentId: 'd', mail: undefined }] : [] }) },
    pace: async () => undefined,
    origin: 'https://portal.example',
    now: () => time.now,
  });
  const change = (key: object, set: object) =>
    client.send(
      new UpdateItemCommand({
        TableName: 'Portal',
        Key: toItem(key),
        UpdateExpression: `SET ${Object.keys(set).map((_, at) => `#n${at} = :v${at}`)}`,
        ExpressionAttributeNames: Object.fromEntries(Object.keys(set).map((name, at) => [`#n${at}`, name])),
        ExpressionAttributeValues: toItem(
          Object.fromEntries(Object.values(set).map((value, at) => [`:v${at}`, value])),
        ),
      }),
    );
  return {
    ...{ sent, fail, tags, world, time, change },
    async deliver(uploadedAt: Date, name = 'a'): Promise<Document> {
      const key = `documents/P-1/${name}.pdf`;
      const document = aDocument({ uploadedAt, key, sha256: name.padEnd(64, '0') });
      await deliveries.record(document, enrolment, uploadedAt);
      await deliveries.markAnnounced(accountId, document.documentId, uploadedAt);
      return document;
    },
    async runAt(now: Date) {
      time.now = now;
      return run();
    },
    read: ({ documentId }: Document, at: Date) =>
      change(documentKey(accountId, documentId), { readAt: at.toISOString() }),
    changeAccount: (set: object) => change(accountKey(accountId), set),
    async itemOf({ documentId }: Document): Promise<Record<string, unknown>> {
      const Key = toItem(documentKey(accountId, documentId));
      const { Item: item = {} } = await client.send(new GetItemCommand({ TableName: 'Portal', Key }));
      return unmarshall(item);
    },
    async left() {
      const found = [];
      for (let part = 0; part < reminderParts; part++) {
        const { Items: items = [] } = await client.send(
          new QueryCommand({
            TableName: 'Portal',
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: toItem({ ':pk': `REMINDERS#${part}` }),
          }),
        );
        found.push(...items);
      }
      return found.length;
    },
    /** SES's event about the last mail. */
    tell: () => {
      const nothing = async () => undefined;
      const event = {
        eventType: 'Send',
        mail: { tags: Object.fromEntries(Object.entries(tags.at(-1) ?? {}).map(([name, tag]) => [name, [tag]])) },
      };
      const others = { notices: { remove: nothing }, recoveries: { markTaken: nothing } };
      return markTaken({ ...others, reminders, cancellations: { settleMail: nothing } }, JSON.stringify(event));
    },
  };
}

const daysFrom = (first: number, end: number) => Array.from({ length: end - first }, (_, at) => first + at);

/** The words of a mail, as its reader sees them. */
const wordsOf = (mail: { content: { paragraphs: readonly string[] } } | undefined) =>
  mail?.content.paragraphs.join(' ');

describe('R14.1 reminders', () => {
  it('a document unread for 14 days brings one, and one that goes in thirty days another; the document keeps both', async () => {
    const { deliver, runAt, sent, itemOf, left } = await setup();
    const document = await deliver(onDay(0));
    await runAt(new Date(onDay(14).getTime() - 1));
    expect(sent).toEqual([]);
    await runAt(onDay(14));
    expect(sent.map(({ to, purpose }) => [to, purpose])).toEqual([['anna@example.org', 'reminder']]);
    expect(wordsOf(sent[0])).toContain('Egy dokumentuma legalább 14 napja megérkezett');
    for (let days = 15; days < 363; days += 7) await runAt(onDay(days));
    expect(sent).toHaveLength(1);
    await runAt(new Date(goes.remindedAt.getTime() - 1));
    expect(sent).toHaveLength(1);
    await runAt(goes.remindedAt);
    expect(sent).toHaveLength(2);
    expect(wordsOf(sent[1])).toContain(
      'Utolsó elérhető napja: 2028. február 29. Ezt a dokumentumot még nem nyitotta meg.',
    );
    for (let days = 365; days < 730; days += 7) await runAt(onDay(days));
    expect(sent).toHaveLength(2);
    expect(await itemOf(document)).toMatchObject({
      remindedUnreadAt: onDay(14).toISOString(),
      remindedOfEndAt: goes.remindedAt.toISOString(),
    });
    expect(await left()).toBe(0);
  });

  it('counts what goes and what was never opened, and names nothing', async () => {
    const { deliver, runAt, read, sent, tags } = await setup({ language: 'en' });
    const first = await deliver(onDay(0), 'a');
    await deliver(onDay(1), 'b');
    const third = await deliver(onDay(6), 'c');
    await read(first, onDay(2));
    await read(third, onDay(7));
    await runAt(goes.remindedAt);
    expect(sent).toHaveLength(1);
    expect(wordsOf(sent[0])).toContain(
      '3 of your documents will soon no longer be available in the customer portal: the last days are between 29 February 2028 and 6 March 2028. You have not opened 1 of them yet.',
    );
    expect(JSON.stringify(sent)).not.toMatch(/P-1|Díjbekérő|token/);
    expect(Object.keys(tags[0] ?? {}).sort()).toEqual(['account', 'purpose', 'reminder']);
  });

  it('at most one mail in a week, of both kinds together; what came meanwhile follows a week later', async () => {
    const { deliver, runAt, sent } = await setup();
    await deliver(onDay(0), 'a');
    await deliver(onDay(2), 'b');
    for (const days of daysFrom(10, 40)) await runAt(onDay(days));
    expect(sent).toHaveLength(2);
    const { deliver: another, runAt: runLater, sent: mails } = await setup();
    for (let days = 0; days < 10; days++) await another(onDay(days), `d${days}`);
    const times: number[] = [];
    for (const days of [...daysFrom(10, 45), ...daysFrom(355, 390)]) {
      const before = mails.length;
      await runLater(onDay(days));
      if (mails.length > before) times.push(days);
    }
    expect(times.every((at, n) => n === 0 || at - (times[n - 1] ?? 0) >= oneEvery / day)).toBe(true);
    // A mail about documents that go also covers the week after it.
    expect(times).toEqual([14, 21, 28, 364, 371]);
  });

  it('none for a document that was opened, withdrawn or has gone', async () => {
    const opened = await setup();
    await opened.read(await opened.deliver(onDay(0)), onDay(13));
    await opened.runAt(onDay(14));
    expect(opened.sent).toEqual([]);
    const withdrawn = await setup();
    const document = await withdrawn.deliver(onDay(0));
    await withdrawn.change(documentKey(accountId, document.documentId), { state: 'withdrawn' });
    for (const at of [onDay(14), goes.remindedAt]) await withdrawn.runAt(at);
    expect(withdrawn.sent).toEqual([]);
    const gone = await setup();
    await gone.deliver(onDay(0));
    await gone.runAt(onDay(500));
    expect(gone.sent).toEqual([]);
    expect(await gone.left()).toBe(0);
  });

  it('each kind stops when it is switched off', async () => {
    const { deliver, runAt, changeAccount, sent } = await setup({ reminders: { beforeEnd: true, unread: false } });
    await deliver(onDay(0));
    await runAt(onDay(14));
    expect(sent).toEqual([]);
    await changeAccount({ reminders: { beforeEnd: false, unread: true } });
    await runAt(goes.remindedAt);
    expect(sent).toEqual([]);
  });

  it('none for an account that is cancelled; a contested one waits for the decision', async () => {
    const { deliver, runAt, changeAccount, sent, left } = await setup();
    await deliver(onDay(0));
    await changeAccount({ state: 'frozen' });
    await runAt(onDay(14));
    await changeAccount({ state: 'active' });
    await runAt(onDay(14));
    expect(sent).toEqual([]);
    await runAt(new Date(onDay(14).getTime() + waitsForDecision));
    expect(sent).toHaveLength(1);
    await changeAccount({ state: 'closed' });
    await runAt(goes.remindedAt);
    expect(sent).toHaveLength(1);
    expect(await left()).toBe(0);
  });

  it('once, though the run that sent it died: the mail’s own event says that it was sent', async () => {
    const { deliver, runAt, sent, fail, tell, itemOf, tags, left } = await setup();
    const document = await deliver(onDay(0));
    fail('unavailable');
    await runAt(onDay(14));
    expect([sent.length, tags.length]).toEqual([0, 1]);
    expect(await tell()).toBe('reminder-taken');
    await runAt(new Date(onDay(14).getTime() + 300_000));
    expect(tags).toHaveLength(1);
    expect(await itemOf(document)).toMatchObject({ remindedUnreadAt: onDay(14).toISOString() });
    // Its due time before the end of the window is left.
    expect(await left()).toBe(1);
  });

  it('again if no event came: not before the lease has ended and the event would have come', async () => {
    const { deliver, runAt, sent, fail } = await setup();
    await deliver(onDay(0));
    fail('unavailable');
    await runAt(onDay(14));
    await runAt(new Date(onDay(14).getTime() + 600_000));
    expect(sent).toHaveLength(0);
    await runAt(new Date(onDay(14).getTime() + 660_001));
    expect(sent).toHaveLength(1);
  });

  it('R5.1a waits behind the mails about new documents and for the quota, and loses nothing', async () => {
    const { deliver, runAt, sent, world, fail } = await setup();
    await deliver(onDay(0));
    world.waits = true;
    expect(await runAt(onDay(14))).toMatchObject({ sent: 0, waiting: 1 });
    world.waits = false;
    world.hasQuota = false;
    expect(await runAt(onDay(14))).toMatchObject({ sent: 0, waiting: 1 });
    world.hasQuota = true;
    fail('throttled');
    expect(await runAt(onDay(14))).toMatchObject({ sent: 0, waiting: 1 });
    expect(await runAt(onDay(14))).toMatchObject({ sent: 1 });
    expect(sent).toHaveLength(1);
  });

  it('one that fails does not stop the others, and the run says so at its end', async () => {
    const { deliver, runAt, changeAccount } = await setup();
    await deliver(onDay(0));
    await changeAccount({ email: 7 });
    await expect(runAt(onDay(14))).rejects.toThrow();
    await changeAccount({ email: 'anna@example.org' });
    expect(await runAt(onDay(14))).toMatchObject({ sent: 1, failed: 0 });
  });
});
