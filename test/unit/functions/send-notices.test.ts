import { describe, expect, it } from 'vitest';
import { noticeLease } from '#shared/customers/contacts/send-notice.ts';
import { type MailFailure, MailNotSent, type MailTags } from '#shared/messages/mail/mail.ts';
import type { Notice, NoticePage, Recipient } from '#shared/messages/notices/notice.ts';
import { writtenLog } from '#test/support/written-log.ts';
import { sendNotices } from '../../../functions/send-notices/send-notices.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const at = noon.toISOString();

const aMail = (noticeId: string): Notice => ({
  ...{ kind: 'contact-changed', noticeId, accountId: 'a-1', at },
  ...{ changed: 'mobile', by: 'mail' },
});
const aText = (noticeId: string): Notice => ({
  ...{ kind: 'contact-changed', noticeId, accountId: 'a-1', at },
  ...{ changed: 'mobile', by: 'text' },
});
const ended: Notice = {
  ...{ kind: 'ended-by-postal-cheque', noticeId: 'n-1', accountId: 'a-1', at },
  policyNumber: 'P-1234567890',
};

const locked = (lockedUntil = '2027-02-01T12:00:00.000Z'): Notice => ({
  ...{ kind: 'locked', noticeId: 'n-1', accountId: 'a-1', at },
  ...{ lane: 'open', lockedUntil },
});

type World = {
  /** Pages of waiting notices; undefined: an item that the code cannot read. */
  readonly pages?: readonly (readonly (Notice | undefined)[])[];
  readonly recipient?: Recipient | undefined;
  /** False: another run has leased it. */
  readonly isFree?: boolean;
  /** False: the account has had its mail about a lock today. */
  readonly isDayFree?: boolean;
  readonly mailFailure?: MailFailure;
  /** The error's name of a refused text. */
  readonly textRefusal?: string;
  /** The removal of a notice fails. */
  readonly isTableDown?: boolean;
};

/** A run over fakes that begins at noon; each mail takes `time.mailLasts` ms. */
function setup(world: World = {}) {
  const { pages = [[aMail('n-1')]], isFree = true, isDayFree = true, mailFailure, textRefusal, isTableDown } = world;
  const recipient: Recipient | undefined =
    'recipient' in world ? world.recipient : { to: 'old@example.org', language: 'hu' };
  const steps: string[] = [];
  const mails: { to: string; tags: MailTags | undefined }[] = [];
  const leases: Date[] = [];
  const time = { now: noon.getTime(), mailLasts: 0 };
  const run = sendNotices({
    notices: {
      async read(after): Promise<NoticePage> {
        const page = Number(after ?? 0);
        const waiting = (pages[page] ?? []).map((notice, n) => ({ noticeId: notice?.noticeId ?? `item-${n}`, notice }));
        return page + 1 < pages.length ? { waiting, next: String(page + 1) } : { waiting };
      },
      async lease({ noticeId }, _now, until) {
        steps.push(`lease ${noticeId}`);
        leases.push(until);
        return isFree;
      },
      release: async ({ noticeId }) => void steps.push(`release ${noticeId}`),
      async remove({ noticeId }) {
        if (isTableDown) throw new Error('old@example.org cannot be removed');
        steps.push(`remove ${noticeId}`);
      },
      recipientOf: async () => recipient,
      async takeLockMail({ noticeId }) {
        steps.push(`take the day's mail for ${noticeId}`);
        return isDayFree;
      },
    },
    mailer: {
      async send(to, _language, _content, tags) {
        time.now += time.mailLasts;
        if (mailFailure) throw new MailNotSent(mailFailure);
        mails.push({ to, tags });
        return { messageId: 'm' };
      },
    },
    sms: {
      async send(to) {
        steps.push(`text ${to}`);
        return textRefusal === undefined ? { sent: true, messageId: 's' } : { sent: false, code: textRefusal };
      },
    },
    origin: 'https://portal.example',
    now: () => new Date(time.now),
  });
  return { run, steps, mails, leases, time };
}

const none = { sent: 0, dropped: 0, postponed: 0, unreadable: 0 };
const numbered = (count: number, notice: (id: string) => Notice) =>
  Array.from({ length: count }, (_, n) => notice(`n-${n}`));

describe('send-notices', () => {
  it('R11.2 leases a notice, mails it to the old address and removes it', async () => {
    const { run, steps, mails, leases } = setup();
    expect(await run()).toEqual({ ...none, sent: 1 });
    expect(mails).toEqual([
      { to: 'old@example.org', tags: { notice: 'n-1', account: 'a-1', purpose: 'contact-changed' } },
    ]);
    expect(steps).toEqual(['lease n-1', 'remove n-1']);
    expect(leases).toEqual([new Date(noon.getTime() + noticeLease)]);
  });

  it('R8.2 mails that electronic post ended, under its own purpose', async () => {
    const { run, mails } = setup({ pages: [[ended]] });
    expect(await run()).toEqual({ ...none, sent: 1 });
    expect(mails).toMatchObject([{ tags: { notice: 'n-1', purpose: 'eposta-ended' } }]);
  });

  it('R3.5 mails a lock, once the day’s mail is taken', async () => {
    const { run, mails, steps } = setup({ pages: [[locked()]] });
    expect(await run()).toEqual({ ...none, sent: 1 });
    expect(mails).toMatchObject([{ tags: { notice: 'n-1', account: 'a-1', purpose: 'locked' } }]);
    expect(steps).toEqual(['lease n-1', "take the day's mail for n-1", 'remove n-1']);
  });

  it('R3.5 mails no second lock of a day', async () => {
    const { run, mails, steps } = setup({ pages: [[locked()]], isDayFree: false });
    expect(await run()).toEqual({ ...none, dropped: 1 });
    expect([mails, steps.at(-1)]).toEqual([[], 'remove n-1']);
  });

  it('R3.5 mails no lock that has ended meanwhile, and leaves the day’s mail to the next', async () => {
    const { run, mails, steps } = setup({ pages: [[locked(noon.toISOString())]] });
    expect(await run()).toEqual({ ...none, dropped: 1 });
    expect([mails, steps]).toEqual([[], ['lease n-1', 'remove n-1']]);
  });

  it('R11.2 texts a notice to the old number', async () => {
    const { run, steps, mails } = setup({
      ...{ pages: [[aText('n-1')]], recipient: { to: '+36301234567', language: 'hu' } },
    });
    expect(await run()).toEqual({ ...none, sent: 1 });
    expect(steps).toEqual(['lease n-1', 'text +36301234567', 'remove n-1']);
    expect(mails).toEqual([]);
  });

  it('R11.1 drops a notice whose recipient is gone', async () => {
    const { run, steps, mails } = setup({ recipient: undefined });
    expect(await run()).toEqual({ ...none, dropped: 1 });
    expect(steps).toEqual(['lease n-1', 'remove n-1']);
    expect(mails).toEqual([]);
  });

  it('R11.2 two runs at once send one message: a leased notice is left to the other', async () => {
    const waiting = { ...aMail('n-1'), leaseUntil: noon.getTime() + 1 };
    const seen = setup({ pages: [[waiting]] });
    expect(await seen.run()).toEqual({ ...none, postponed: 1 });
    expect(seen.steps).toEqual([]);
    const beaten = setup({ isFree: false });
    expect(await beaten.run()).toEqual({ ...none, postponed: 1 });
    expect([...seen.mails, ...beaten.mails]).toEqual([]);
  });

  it('R11.2 takes over a notice whose lease has ended', async () => {
    const { run } = setup({ pages: [[{ ...aMail('n-1'), leaseUntil: noon.getTime() }]] });
    expect(await run()).toEqual({ ...none, sent: 1 });
  });

  it.each([
    ['throttled', { postponed: 1 }, 'release n-1'],
    ['blocked', { postponed: 1 }, 'release n-1'],
    ['unavailable', { postponed: 1 }, undefined],
    ['rejected', { dropped: 1 }, 'remove n-1'],
  ] as const)('R11.2 a mail that is %s: %o', async (mailFailure, counts, last) => {
    const { run, steps } = setup({ mailFailure });
    expect(await run()).toEqual({ ...none, ...counts });
    expect(steps).toEqual(last ? ['lease n-1', last] : ['lease n-1']);
  });

  it.each([
    ['ThrottlingException', { postponed: 1 }, 'release n-1'],
    ['ValidationException', { dropped: 1 }, 'remove n-1'],
    ['TimeoutError', { postponed: 1 }, undefined],
  ] as const)('R11.2 a text that is refused with %s: %o', async (textRefusal, counts, last) => {
    const { run, steps } = setup({ pages: [[aText('n-1')]], textRefusal });
    expect(await run()).toEqual({ ...none, ...counts });
    expect(steps).toEqual(['lease n-1', 'text old@example.org', ...(last ? [last] : [])]);
  });

  it('R11.2 one unreadable item stops no other, also on the next page', async () => {
    const { run, mails } = setup({ pages: [[undefined, aMail('n-1')], [aMail('n-2')]] });
    expect(await run()).toEqual({ ...none, sent: 2, unreadable: 1 });
    expect(mails).toHaveLength(2);
  });

  it('R11.2 after ten refused texts, mails are still sent', async () => {
    const { run, steps, mails } = setup({
      ...{ pages: [[...numbered(12, aText), aMail('last')]], textRefusal: 'ThrottlingException' },
    });
    expect(await run()).toEqual({ ...none, sent: 1, postponed: 12 });
    expect(steps.filter((step) => step.startsWith('text'))).toHaveLength(10);
    expect(mails).toHaveLength(1);
  });

  it('a run sends a hundred messages at most', async () => {
    const { run } = setup({ pages: [numbered(101, aMail)] });
    expect(await run()).toEqual({ ...none, sent: 100, postponed: 1 });
  });

  it('a run begins no message after 90 seconds', async () => {
    const { run, time } = setup({ pages: [[aMail('n-1'), aMail('n-2')]] });
    time.mailLasts = 90_000;
    expect(await run()).toEqual({ ...none, sent: 1, postponed: 1 });
  });

  it('R12.1 a failure is logged by the notice’s id, without address or the error’s words', async () => {
    const log = writtenLog();
    const { run } = setup({ isTableDown: true });
    expect(await run()).toEqual({ ...none, postponed: 1 });
    expect(log.lines()).toEqual([
      expect.objectContaining({ level: 'error', message: 'notice-not-sent', noticeId: 'n-1', error: 'Error' }),
    ]);
    expect(log.text()).not.toContain('old@example.org');
  });
});
