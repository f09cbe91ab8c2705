import { describe, expect, it } from 'vitest';
import { type MailFailure, MailNotSent } from '#shared/messages/mail/mail.ts';
import { dynamoNotices } from '#shared/messages/notices/dynamo-notices.ts';
import { type LockNotice, type Notice, noticeKey, noticeRecipientKey } from '#shared/messages/notices/notice.ts';
import { customer, noon } from '#test/builders/policies.ts';
import { aPortal } from '#test/support/policies-portal.ts';
import { sendNotices } from '../../../../functions/send-notices/send-notices.ts';

const { accountId } = customer;
const at = noon.toISOString();
const numbered = (count: number) => Array.from({ length: count }, (_, n) => String(n).padStart(3, '0'));

/** Waiting notices, sorted by their ids. Keeps the recipients of mails; every text is refused. */
async function setup({ text = 'ThrottlingException', mail }: { text?: string; mail?: MailFailure } = {}) {
  const portal = await aPortal();
  const { portal: table } = portal.tables;
  const mails: string[] = [];
  const texts: string[] = [];
  const put = async (notice: Notice) => {
    await portal.put(table, { ...noticeKey(notice.noticeId), ...notice });
    const recipient = { to: notice.noticeId, language: 'hu', expiresAt: noon.getTime() / 1000 + 3600 };
    await portal.put(table, { ...noticeRecipientKey(notice), ...recipient });
  };
  const time = { now: noon };
  const run = sendNotices({
    notices: dynamoNotices(portal.client, table),
    mailer: {
      async send(to) {
        mails.push(to);
        if (mail) throw new MailNotSent(mail);
        return { messageId: 'm' };
      },
    },
    sms: {
      async send(to) {
        texts.push(to);
        return { sent: false, code: text };
      },
    },
    origin: 'https://portal.example',
    now: () => time.now,
  });
  return {
    ...{ run, mails, texts, time },
    waiting: (by: 'mail' | 'text', noticeId: string) =>
      put({ kind: 'contact-changed', noticeId, accountId, at, changed: 'mobile', by }),
    broken: (noticeId: string, item: object) => portal.put(table, { ...noticeKey(noticeId), ...item }),
  };
}

describe('R3.5 one mail a day about locks', () => {
  const aLock = (noticeId: string, atTime: Date): LockNotice => ({
    ...{ kind: 'locked', noticeId, accountId, at: atTime.toISOString(), lane: 'open' },
    lockedUntil: new Date(atTime.getTime() + 86_400_000).toISOString(),
  });
  const later = (ms: number) => new Date(noon.getTime() + ms);

  it('goes to the first lock, again to the same notice, and to the next only when that lock has ended', async () => {
    const portal = await aPortal();
    const notices = dynamoNotices(portal.client, portal.tables.portal);
    const take = (notice: LockNotice) => notices.takeLockMail(notice);
    expect(await take(aLock('1', noon))).toBe(true);
    expect(await take(aLock('2', later(3_600_000)))).toBe(false);
    expect(await take(aLock('1', noon))).toBe(true);
    expect(await take(aLock('3', later(86_399_999)))).toBe(false);
    // A guesser who goes on locks again in the instant in which the lock ends.
    expect(await take(aLock('4', later(86_400_000)))).toBe(true);
    expect(await take(aLock('1', noon))).toBe(false);
  });

  it('R11.1 goes to no account that is being cancelled, and writes nothing to it', async () => {
    const portal = await aPortal();
    const notices = dynamoNotices(portal.client, portal.tables.portal);
    expect(await notices.takeLockMail({ ...aLock('1', noon), accountId: 'nobody' })).toBe(false);
  });
});

describe('R11.2 one unreadable notice delays no other', () => {
  it.each([
    ['of a kind that the code does not know', { kind: 'of-the-next-version', accountId, at }],
    ['without anything', {}],
  ])('one %s stays, and the others are sent', async (_, item) => {
    const { run, mails, waiting, broken } = await setup();
    await broken('1', { noticeId: '1', ...item });
    await waiting('mail', '2');
    expect(await run()).toEqual({ sent: 1, dropped: 0, postponed: 0, unreadable: 1 });
    expect(mails).toEqual(['2']);
    expect(await run()).toEqual({ sent: 0, dropped: 0, postponed: 0, unreadable: 1 });
  });

  it('more of them than a page holds delay no others', async () => {
    const { run, mails, waiting, broken } = await setup();
    for (const id of numbered(101)) await broken(id, { noticeId: id });
    await waiting('mail', '2');
    expect(await run()).toMatchObject({ sent: 1, unreadable: 101 });
    expect(mails).toEqual(['2']);
  });
});

describe('R11.2 refused messages delay no others', () => {
  it.each(['ThrottlingException', 'AccessDeniedException', 'TimeoutError'])(
    'after a hundred texts that meet %s the mails are sent in the same run, and few texts are tried',
    async (text) => {
      const { run, mails, texts, waiting } = await setup({ text });
      for (const id of numbered(100)) await waiting('text', `0-${id}`);
      for (const id of numbered(3)) await waiting('mail', `1-${id}`);
      expect(await run()).toEqual({ sent: 3, dropped: 0, postponed: 100, unreadable: 0 });
      expect(mails).toHaveLength(3);
      expect(texts).toHaveLength(10);
    },
  );

  it('a run does not try all mails when SES refuses each', async () => {
    const { run, mails, waiting } = await setup({ mail: 'throttled' });
    for (const id of numbered(30)) await waiting('mail', id);
    expect(await run()).toMatchObject({ sent: 0, postponed: 30 });
    expect(mails).toHaveLength(10);
  });

  it('a run sends a hundred, and begins none after 90 seconds', async () => {
    const { run, mails, waiting, time } = await setup();
    for (const id of numbered(103)) await waiting('mail', id);
    expect(await run()).toMatchObject({ sent: 100, postponed: 0 });
    expect(await run()).toMatchObject({ sent: 3 });
    for (const id of numbered(2)) await waiting('mail', id);
    const push = mails.push.bind(mails);
    mails.push = (...to) => {
      time.now = new Date(time.now.getTime() + 91_000);
      return push(...to);
    };
    expect(await run()).toMatchObject({ sent: 1, postponed: 1 });
  });
});
