import { describe, expect, it } from 'vitest';
import { dynamoAllowanceCounts } from '#shared/documents/delivery/dynamo-allowance-counts.ts';
import { createMailAllowance, roomForDocuments } from '#shared/documents/delivery/mail-allowance.ts';
import { portalTables } from '#test/support/portal-tables.ts';
import { writtenLog } from '#test/support/written-log.ts';

const minute = 60_000;

/** Workers over one count; `sent` is what the mail service says that it took. */
async function workers(most: number, sent = 0) {
  const { client } = await portalTables();
  const time = { now: Date.parse('2027-01-31T10:00:00Z') };
  const service = { most, sent, asked: 0, fails: false };
  const quota = {
    async read() {
      service.asked++;
      if (service.fails) throw new Error('SES is down');
      return { most: service.most, sent: service.sent };
    },
  };
  const worker = () => createMailAllowance(dynamoAllowanceCounts(client, 'Portal'), quota, () => time.now);
  /** How many of so many mails may go out, asked for by all workers at the same time. */
  const take = async (mails: number, ...them: ReturnType<typeof worker>[]) => {
    const taken = await Promise.all(them.flatMap((one) => Array.from({ length: mails }, () => one.take())));
    const count = taken.filter(Boolean).length;
    service.sent += count;
    return count;
  };
  return { worker, take, time, service };
}

describe('R5.1a the room for documents in a quota', () => {
  it.each([
    [{ most: 300, sent: 0 }, 285],
    [{ most: 300, sent: 285 }, 0],
    [{ most: 300, sent: 299 }, 0],
    [{ most: 50_000, sent: 1000 }, 46_500],
    [{ most: Infinity, sent: 5 }, Number.MAX_SAFE_INTEGER],
  ])('%o: %d; a twentieth is kept for mails that people wait for', (quota, room) => {
    expect(roomForDocuments(quota)).toBe(room);
  });
});

describe('R5.1a mails about documents', () => {
  it('go out up to the room, whichever workers send them at the same time', async () => {
    const { worker, take } = await workers(40);
    expect(await take(25, worker(), worker(), worker())).toBe(38);
  });

  it('wait once it is used up, and the mail service is asked once a minute', async () => {
    const { worker, take, time, service } = await workers(40);
    const one = worker();
    expect(await take(100, one)).toBe(38);
    expect(await take(100, one, worker())).toBe(0);
    expect(service.asked).toBe(1);
    time.now += minute;
    expect(await take(100, one)).toBe(0);
    expect(service.asked).toBe(2);
    service.sent = 20;
    time.now += minute;
    expect(await take(100, one, worker())).toBe(18);
  });

  it('take the count in portions, so that a large quota needs no write for each mail', async () => {
    const { worker, take, service } = await workers(50_000);
    expect(await take(200, worker())).toBe(200);
    expect(service.asked).toBe(1);
  });

  it('wait when the mail service itself says that the quota is used up, for every worker', async () => {
    const { worker, take, time, service } = await workers(300);
    const [one, other] = [worker(), worker()];
    expect(await take(1, one)).toBe(1);
    time.now += 1000;
    await one.noteUsedUp();
    expect(await take(5, one, other)).toBe(0);
    expect(await one.left()).toBe(0);
    time.now += minute;
    service.sent = 0;
    expect(await take(5, one, other)).toBe(10);
  });

  it('go on when the mail service does not tell its quota: it refuses itself what is too much', async () => {
    const { worker, take, service } = await workers(300);
    service.fails = true;
    const written = writtenLog();
    expect(await take(10, worker())).toBe(10);
    expect(written.lines()).toMatchObject([{ level: 'error', message: 'mail-quota-unknown' }]);
  });
});
